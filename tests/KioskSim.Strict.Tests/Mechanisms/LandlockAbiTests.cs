using KioskSim.Strict.Kernel;
using KioskSim.Strict.Landlock;

namespace KioskSim.Strict.Tests.Mechanisms;

/// <summary>What kernels answer when they are asked for their Landlock, and what the operator is told of it.</summary>
public sealed class LandlockAbiTests
{
    [Theory]
    [InlineData(1, Errno.None, "ABI 1", "Linux 6.2")]
    [InlineData(2, Errno.None, "ABI 2", "Linux 6.2")]
    [InlineData(-1, Errno.NotSupported, "switched off", "lsm=landlock")]
    [InlineData(-1, Errno.NotPermitted, "container", "landlock_create_ruleset")]
    [InlineData(-1, Errno.NoSuchCall, "no Landlock", "CONFIG_SECURITY_LANDLOCK")]
    internal void A_kernel_without_it_is_refused_with_reason_and_remedy_000_39(int answer, Errno error, string reason, string remedy)
    {
        var refusal = Assert.Throws<StrictModeException>(() => LandlockAbi.Of(answer, error)).Message;

        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(99, true)]
    public void All_that_a_kernel_can_forbid_is_forbidden_and_no_more_is_asked_of_it_000_39(int version, bool devices)
    {
        var rights = LandlockAbi.Of(version, Errno.None).Rights;

        Assert.Equal(devices, rights.HasFlag(LandlockRights.CommandDevice));
        Assert.All(Enum.GetValues<LandlockRights>().Where(r => r != LandlockRights.CommandDevice), r => Assert.True(rights.HasFlag(r)));
    }
}
