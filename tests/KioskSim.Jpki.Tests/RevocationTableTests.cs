using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using static KioskSim.Jpki.Tests.JpkiCentre;

namespace KioskSim.Jpki.Tests;

/// <summary>State × action → state. A hold can be taken back; a revocation cannot, and its first reason stands.</summary>
public sealed class RevocationTableTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    static readonly DateTimeOffset Earlier = Noon.AddDays(-3);
    static long s_next = 40_000;

    [Theory]
    [InlineData("good", "hold", "on hold now")]
    [InlineData("good", "release", "unchanged")]
    [InlineData("good", "revoke", "revoked now")]
    [InlineData("on hold", "hold", "unchanged")]
    [InlineData("on hold", "release", "good now")]
    [InlineData("on hold", "revoke", "revoked now")]
    [InlineData("revoked", "hold", "refused")]
    [InlineData("revoked", "release", "refused")]
    [InlineData("revoked", "revoke", "unchanged")]
    [InlineData("unknown", "hold", "unknown")]
    [InlineData("unknown", "release", "unknown")]
    [InlineData("unknown", "revoke", "unknown")]
    public void An_action_changes_a_certificate_as_the_table_says_000_50(string state, string action, string expected)
    {
        var serial = new CertificateSerial(Interlocked.Increment(ref s_next));
        var before = state switch
        {
            "on hold" => new Revocation(RevocationReason.CertificateHold, Earlier),
            "revoked" => new Revocation(RevocationReason.KeyCompromise, Earlier),
            _ => null,
        };
        if (state != "unknown")
            centre.Store.Import([new CertificateRecord(serial, Wakabadai, Noon, Noon.AddYears(5)) { Revocation = before }]);

        bool Act() => action switch
        {
            "hold" => centre.Lifecycle.Hold(serial, Noon),
            "release" => centre.Lifecycle.Release(serial),
            _ => centre.Lifecycle.Revoke(serial, RevocationReason.CessationOfOperation, null, Noon),
        };

        switch (expected)
        {
            case "unknown":
                Assert.Equal(FlowErrorCode.CertificateUnknown, Assert.Throws<FlowException>(() => Act()).Code);
                Assert.Null(centre.Store.Find(serial));
                return;
            case "refused":
                Assert.Equal(FlowErrorCode.CertificateRevoked, Assert.Throws<FlowException>(() => Act()).Code);
                break;
            default:
                Assert.Equal(expected != "unchanged", Act());
                break;
        }

        var after = expected switch
        {
            "on hold now" => new Revocation(RevocationReason.CertificateHold, Noon),
            "revoked now" => new Revocation(RevocationReason.CessationOfOperation, Noon),
            "good now" => null,
            _ => before,
        };
        Assert.Equal(after, centre.Store.Find(serial)!.Revocation);
    }

    [Theory]
    [InlineData(RevocationReason.CertificateHold)]
    [InlineData(RevocationReason.RemoveFromList)]
    [InlineData((RevocationReason)7)]
    public void Nothing_is_revoked_for_a_reason_that_does_not_revoke(RevocationReason reason) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => centre.Lifecycle.Revoke(centre.Issue().Serial, reason, null, Noon));
}
