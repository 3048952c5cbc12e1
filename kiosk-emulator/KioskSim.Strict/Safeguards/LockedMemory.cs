using KioskSim.Strict.Kernel;

namespace KioskSim.Strict.Safeguards;

/// <summary>Whether the memory of sessions can be locked, so that none of it is ever swapped out: found out now, not in the middle of an issuance.</summary>
static unsafe class LockedMemory
{
    const int ReadWrite = 3;
    const int PrivateAnonymous = 0x22;
    const int Limit = 8; // RLIMIT_MEMLOCK

    public static Safeguard Suffices(long bytes) => new("memory", () =>
    {
        var pages = Libc.mmap(null, (nuint)bytes, ReadWrite, PrivateAnonymous, -1, 0);
        if ((nint)pages == -1)
            return $"{Kilobytes((ulong)bytes)} of memory for sessions are not to be had";
        var locked = Libc.mlock(pages, (nuint)bytes) == 0;
        Libc.munmap(pages, (nuint)bytes); // also unlocks
        if (locked)
            return null;
        Libc.getrlimit(Limit, out var limit);
        return $"{Kilobytes((ulong)bytes)} of memory cannot be locked; the limit is {Kilobytes(limit.Soft)} (raise it: ulimit -l, LimitMEMLOCK= of systemd, --ulimit memlock= of Docker)";
    });

    static string Kilobytes(ulong bytes) => $"{bytes / 1024:N0} kB";
}
