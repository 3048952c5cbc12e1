namespace KioskSim.Strict.Kernel;

/// <summary>What the kernel asks of whoever enters a sandbox, and whether all threads are in it.</summary>
static class Sandbox
{
    const int SetNoNewPrivileges = 38;
    const string Filtered = "2"; // SECCOMP_MODE_FILTER

    /// <summary>Nothing that this program may start has more rights than it: without it only root may enter a sandbox.</summary>
    /// <exception cref="StrictModeException">The kernel cannot.</exception>
    public static void ForbidNewPrivileges()
    {
        if (Libc.prctl(SetNoNewPrivileges, 1) != 0)
            throw new StrictModeException($"this kernel cannot forbid new privileges (PR_SET_NO_NEW_PRIVS: {Libc.Error}).");
    }

    public static Safeguard EveryThreadIsInside { get; } = new("threads", () =>
        Proc.OfThreads("Seccomp").All(s => s == Filtered) && Proc.OfThreads("NoNewPrivs").All(n => n == "1")
            ? null
            : "a thread is outside the sandbox");
}
