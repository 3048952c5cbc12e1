using System.Runtime.InteropServices;

namespace KioskSim.Strict.Kernel;

/// <summary>The kernel, by the C library. Every function answers as in its manual page (section 2); <see cref="Errno"/> says why it failed.</summary>
static unsafe partial class Libc
{
    const string Library = "libc";

    /// <summary>Of the call before it on this thread.</summary>
    public static Errno Error
    {
        get => (Errno)Marshal.GetLastPInvokeError();
        set => Marshal.SetLastPInvokeError((int)value);
    }

    /// <summary>Any system call by its number. Six whole numbers go the same way whether a function has a fixed list of arguments or not.</summary>
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint syscall(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0, nint e = 0, nint f = 0);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int prctl(int option, nuint a = 0, nuint b = 0, nuint c = 0, nuint d = 0);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getrlimit(int which, out ResourceLimit limit);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setrlimit(int which, in ResourceLimit limit);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint signal(int signal, nint handler);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int execve(string path, byte** arguments, byte** environment);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int open(string path, int flags, uint mode = 0);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int file);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(int file, byte* bytes, nuint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fcntl(int file, int command, nint argument = 0);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int statx(int folder, string path, int flags, uint mask, byte* into);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int truncate(string path, nint length);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mkdir(string path, uint mode);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rmdir(string path);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int unlink(string path);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int symlink(string target, string path);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int link(string from, string to);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int rename(string from, string to);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int mknod(string path, uint mode, nuint device);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int ioctl(int file, nuint command, nint argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int socket(int family, int type, int protocol);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int bind(int socket, byte* address, uint length);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int memfd_create(string name, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial byte* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int munmap(byte* address, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int mlock(byte* address, nuint length);
}

/// <summary>A limit of this process, and the most to which it can raise it again.</summary>
record struct ResourceLimit(ulong Soft, ulong Hard);

/// <summary>Why the kernel refused, where it matters here (errno.h; alike on x86-64 and arm64).</summary>
enum Errno
{
    None = 0,
    NotPermitted = 1,
    NotThere = 2,
    AccessDenied = 13,
    NotAFolder = 20,
    TooLarge = 27,
    ReadOnly = 30,
    NoSuchCall = 38,
    NotSupported = 95,
}
