namespace KioskSim.Strict.Kernel;

/// <summary>Limits of this process. Those that a runtime cannot start under, or that execve takes back, are set in the program that has begun anew.</summary>
static unsafe class ProcessLimits
{
    const int FileSize = 1; // RLIMIT_FSIZE
    const int CoreSize = 4; // RLIMIT_CORE
    const int GetDumpable = 3;
    const int SetDumpable = 4;
    const int FileTooLarge = 25; // SIGXFSZ
    const nint Ignore = 1;
    const uint MemoryCloseOnExec = 1;

    /// <summary>No core dump; it outlives execve.</summary>
    public static void SetEarly(Omission omission)
    {
        if (!omission.Of(Omission.Core))
            Libc.setrlimit(CoreSize, default);
    }

    /// <summary>No file grows, and nobody but root may look into the process.</summary>
    public static void SetLate(Omission omission)
    {
        if (!omission.Of(Omission.FileSize))
        {
            Libc.signal(FileTooLarge, Ignore); // its default ends the process; ignored, the write fails
            Libc.setrlimit(FileSize, default);
        }

        if (!omission.Of(Omission.Dumpable))
            Libc.prctl(SetDumpable, 0);
    }

    /// <summary>Even a file that is somehow open takes no byte. Memory with a descriptor is the one kind that can still be had.</summary>
    public static Safeguard NoFileGrows { get; } = new(Omission.FileSize, () =>
    {
        var file = Libc.memfd_create("kiosksim-probe", MemoryCloseOnExec);
        if (file < 0)
            return null;
        byte one = 1;
        var written = Libc.write(file, &one, 1);
        Libc.close(file);
        return written < 0 ? null : "a file that is open takes bytes (RLIMIT_FSIZE)";
    });

    public static Safeguard NoCore { get; } = new(Omission.Core, () =>
        Libc.getrlimit(CoreSize, out var limit) == 0 && limit == default ? null : "a crash would leave a core dump (RLIMIT_CORE)");

    public static Safeguard NotDumpable { get; } = new(Omission.Dumpable, () =>
        Libc.prctl(GetDumpable) == 0 ? null : "others of the same user can look into the process (PR_SET_DUMPABLE)");
}
