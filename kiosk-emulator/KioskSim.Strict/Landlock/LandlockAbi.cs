using KioskSim.Strict.Kernel;

namespace KioskSim.Strict.Landlock;

/// <summary>Which Landlock a kernel has.</summary>
readonly record struct LandlockAbi
{
    const int Needed = 3; // the first that forbids truncation
    const int Devices = 5;
    const nint AskVersion = 1;

    LandlockAbi(int version) => Version = version;

    public int Version { get; }

    /// <summary>All that it can forbid.</summary>
    public LandlockRights Rights => Enum.GetValues<LandlockRights>().Aggregate((all, r) => all | r) & (Version >= Devices ? (LandlockRights)ulong.MaxValue : ~LandlockRights.CommandDevice);

    /// <exception cref="StrictModeException">There is none, or it is too old.</exception>
    public static LandlockAbi OfThisKernel()
    {
        var answer = Libc.syscall(LandlockDomain.CreateRuleset, 0, 0, AskVersion);
        return Of((int)answer, answer < 0 ? Libc.Error : Errno.None);
    }

    /// <param name="version">What the kernel answers when asked; below 0: it refuses.</param>
    public static LandlockAbi Of(int version, Errno error) => (version, error) switch
    {
        ( >= Needed, _) => new LandlockAbi(version),
        ( >= 0, _) => throw new StrictModeException(
            $"this kernel's Landlock (ABI {version}) cannot forbid that files are truncated; ABI {Needed} can. Run Linux 6.2 or newer, or set \"strict\": false."),
        (_, Errno.NotSupported) => throw new StrictModeException(
            "Landlock is switched off on this machine. Start the kernel with lsm=landlock,… on its command line, or set \"strict\": false."),
        (_, Errno.NotPermitted) => throw new StrictModeException(
            "Landlock may not be used here: a container's system call filter forbids it. Allow landlock_create_ruleset, landlock_add_rule and landlock_restrict_self, or set \"strict\": false."),
        _ => throw new StrictModeException("this kernel has no Landlock. Run Linux 6.2 or newer, built with CONFIG_SECURITY_LANDLOCK, or set \"strict\": false."),
    };
}
