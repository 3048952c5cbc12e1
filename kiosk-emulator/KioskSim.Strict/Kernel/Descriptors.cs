namespace KioskSim.Strict.Kernel;

/// <summary>Open files that somebody else opened: no sandbox holds them back.</summary>
static unsafe class Descriptors
{
    const int FirstOfOthers = 3; // input, output and errors are passed on
    const int GetFlags = 3; // F_GETFL
    const int AccessMode = 3; // O_ACCMODE; 0: to be read
    const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    const uint ModeOnly = 3; // STATX_TYPE | STATX_MODE
    const int SizeOfStatx = 256;
    const int ModeInStatx = 28;
    const int TypeOfFile = 0xF000;
    const int Regular = 0x8000;
    const int Block = 0x6000;
    const nint CloseRange = 436;
    const nint CloseOnExec = 4;

    // The runtime's own memory for code, which has a descriptor and no name in any file system.
    const string RuntimesMemory = "/memfd:doublemapper";

    /// <summary>Output to a file would be written there, sandbox or not.</summary>
    /// <exception cref="StrictModeException">Input, output or errors are a file that can be written.</exception>
    public static void DemandNoFiles()
    {
        for (var number = 0; number < FirstOfOthers; number++)
        {
            if (IsWritableFile(number))
                throw new StrictModeException(
                    $"{Name(number)} is a file, which would keep what is written to it. Let it be a pipe (… | logger), a terminal or /dev/null.");
        }
    }

    /// <summary>What was handed down beside them, and what the runtime of before has open, ends with it.</summary>
    /// <exception cref="StrictModeException">The kernel cannot.</exception>
    public static void CloseOthersOnExec()
    {
        if (Libc.syscall(CloseRange, FirstOfOthers, int.MaxValue, CloseOnExec) != 0)
            throw new StrictModeException($"files that were handed down cannot be closed (close_range: {Libc.Error}). It needs Linux 5.11.");
    }

    public static Safeguard NoneIsAFile { get; } = new("open files", () => Proc.OpenFiles()
        .Where(f => !f.Target.StartsWith(RuntimesMemory, StringComparison.Ordinal) && IsWritableFile(f.Number))
        .Select(f => $"{Name(f.Number)} is a file that can be written").FirstOrDefault());

    static bool IsWritableFile(int number)
    {
        var flags = Libc.fcntl(number, GetFlags);
        if (flags == -1 || (flags & AccessMode) == 0)
            return false;
        var status = stackalloc byte[SizeOfStatx];
        return Libc.statx(number, "", EmptyPath, ModeOnly, status) == 0 && (*(ushort*)(status + ModeInStatx) & TypeOfFile) is Regular or Block;
    }

    static string Name(int number) => number switch { 0 => "standard input", 1 => "standard output", 2 => "standard error", _ => $"descriptor {number}" };
}
