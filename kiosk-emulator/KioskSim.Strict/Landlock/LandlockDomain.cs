using System.Runtime.InteropServices;
using KioskSim.Strict.Kernel;

namespace KioskSim.Strict.Landlock;

/// <summary>The sandbox of files: nothing in any file system can be written, made, moved, cut or removed, but for the device for nothing.</summary>
static unsafe class LandlockDomain
{
    public const nint CreateRuleset = 444; // the three numbers are the same on every processor
    const nint AddRule = 445;
    const nint RestrictSelf = 446;
    const nint PathBeneath = 1;
    const int PathAndCloseOnExec = 0x280000; // O_PATH | O_CLOEXEC
    const string Nothing = "/dev/null";

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    record struct Beneath(LandlockRights Allowed, int Parent);

    /// <summary>For this thread and all that it begins, for good.</summary>
    /// <exception cref="StrictModeException">The kernel refuses.</exception>
    public static void Enter(LandlockAbi abi, Omission omission)
    {
        var handled = abi.Rights & ~omission.Of(abi.Rights);
        var ruleset = (int)Must(Libc.syscall(CreateRuleset, (nint)(&handled), sizeof(ulong)), "create_ruleset");
        AllowNothing(ruleset, handled & (LandlockRights.WriteFile | LandlockRights.Truncate));
        Must(Libc.syscall(RestrictSelf, ruleset), "restrict_self");
        Libc.close(ruleset);
    }

    // Where there is no such device, as in a bare container, nothing needs to be allowed.
    static void AllowNothing(int ruleset, LandlockRights rights)
    {
        var device = Libc.open(Nothing, PathAndCloseOnExec);
        if (device < 0 || rights == LandlockRights.None)
            return;
        var rule = new Beneath(rights, device);
        Must(Libc.syscall(AddRule, ruleset, PathBeneath, (nint)(&rule)), "add_rule");
        Libc.close(device);
    }

    static nint Must(nint answer, string call) =>
        answer >= 0 ? answer : throw new StrictModeException($"Landlock refuses (landlock_{call}: {Libc.Error}).");
}
