using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KioskSim.Sweep;

/// <summary>System calls, with the numbers of Linux.</summary>
static unsafe partial class Linux
{
    public const int Seize = 0x4206;
    public const int Interrupt = 0x4207;
    public const int GetRegisterSet = 0x4204;
    public const int Detach = 17;

    public const int AllChildren = 0x40000000; // __WALL
    public const int StopEvent = 128; // PTRACE_EVENT_STOP

    public const int NotPermitted = 1; // EPERM
    public const int NoSuchProcess = 3; // ESRCH
    public const int NotAllowed = 13; // EACCES

    public const int NotSeekable = 29; // ESPIPE
    public const int IsFolder = 21; // EISDIR
    public const int NotThere = 2; // ENOENT

    const int ReadOnlyWithoutWaiting = 0x800; // O_RDONLY | O_NONBLOCK
    const int CloseOnExec = 0x80000;

    [StructLayout(LayoutKind.Sequential)]
    public struct Buffer
    {
        public byte* Base;
        public nuint Length;
    }

    [LibraryImport("libc", EntryPoint = "ptrace", SetLastError = true)]
    public static partial nint Trace(nint request, int thread, nint address, nint data);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    public static partial int Wait(int thread, out int status, int options);

    /// <summary>Opens a file to read, whoever else has it locked: a file of .NET is, and would then be refused.</summary>
    /// <returns>Invalid: the error is the last one.</returns>
    public static SafeFileHandle Open(string path) => new(open(path, ReadOnlyWithoutWaiting | CloseOnExec), ownsHandle: true);

    /// <returns>Bytes read; 0 at the end; negative: the error is the last one.</returns>
    public static int Read(SafeFileHandle file, Span<byte> into, long at)
    {
        fixed (byte* first = into)
            return (int)pread(file, first, (nuint)into.Length, (nint)at);
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint pread(SafeFileHandle file, byte* into, nuint length, nint at);
}
