using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Tests.Made;
using KioskSim.Testing;
using static KioskSim.Pki.Tests.Made.Extension;
using static KioskSim.Pki.Tests.Made.MadeAuthority;

namespace KioskSim.Pki.Tests.Crl;

/// <summary>What lists of one authority say of a certificate of serial number 0x12, beside what PKITS tries.</summary>
public sealed class RevocationCheckTests
{
    const byte Serial = 0x12;
    const string Here = "ldap://48201", Elsewhere = "ldap://48202";

    // Bits from the left, the first of no meaning: key compromise alone, and all the others of the first eight.
    const byte Compromise = 0x40, Others = 0x3F;

    static readonly MadeAuthority Authority = Root();
    static readonly DateTimeOffset Yesterday = At.AddDays(-1);
    static readonly (byte, RevocationReason)[] Nothing = [];

    static readonly Dictionary<string, (RevocationState Expected, CrlFailure Why, Func<RevocationList[]> Lists)> Table = new()
    {
        ["no list"] = (RevocationState.Undetermined, CrlFailure.NotCovered, () => []),
        ["a full list without it"] = (RevocationState.Good, CrlFailure.None, () => [Full(On(RevocationReason.KeyCompromise, 0x13))]),
        ["a full list with it"] = (RevocationState.Revoked, CrlFailure.None, () => [Full(On(RevocationReason.KeyCompromise))]),
        ["a full list with it on hold"] = (RevocationState.OnHold, CrlFailure.None, () => [Full(On(RevocationReason.CertificateHold))]),
        ["a stale list"] = (RevocationState.Undetermined, CrlFailure.Stale, () => [Authority.List(1, At.AddDays(-3), Nothing)]),
        ["a list from the future"] = (RevocationState.Undetermined, CrlFailure.FromTheFuture, () => [Authority.List(1, At.AddHours(1), Nothing)]),
        ["a list of another key of the name"] =
            (RevocationState.Undetermined, CrlFailure.SignatureWrong, () => [Root().List(1, At, Nothing)]),
        ["a list of another name"] =
            (RevocationState.Undetermined, CrlFailure.NotCovered, () => [Root("C=JP, O=Other").List(1, At, Nothing)]),
        ["a list with an unknown critical extension"] =
            (RevocationState.Undetermined, CrlFailure.CriticalExtensionUnknown, () => [Full(Nothing, new X509Extension("1.2.3.4", [5, 0], true))]),
        ["its municipality's list"] = (RevocationState.Good, CrlFailure.None, () => [Full(Nothing, Scope(Here))]),
        ["its municipality's list with it"] =
            (RevocationState.Revoked, CrlFailure.None, () => [Full(On(RevocationReason.Superseded), Scope(Here))]),
        ["another municipality's list"] = (RevocationState.Undetermined, CrlFailure.NotCovered, () => [Full(Nothing, Scope(Elsewhere))]),
        ["all municipalities' lists"] =
            (RevocationState.Good, CrlFailure.None, () => [Full(On(RevocationReason.Superseded), Scope(Elsewhere)), Full(Nothing, Scope(Here))]),
        ["a list of holders"] = (RevocationState.Good, CrlFailure.None, () => [Full(Nothing, Scope(onlyUsers: true))]),
        ["a list of authorities"] = (RevocationState.Undetermined, CrlFailure.NotCovered, () => [Full(Nothing, Scope(onlyAuthorities: true))]),
        ["a list for one reason"] = (RevocationState.Undetermined, CrlFailure.NotCovered, () => [Full(Nothing, Scope(reasons: Compromise))]),
        ["a list for one reason and one for nearly all others"] = (RevocationState.Undetermined, CrlFailure.NotCovered,
            () => [Full(Nothing, Scope(reasons: Compromise)), Full(Nothing, Scope(reasons: Others))]),
        ["on hold yesterday, free today"] =
            (RevocationState.Good, CrlFailure.None, () => [Authority.List(1, Yesterday, On(RevocationReason.CertificateHold)), Full(Nothing)]),
        ["free yesterday, on hold today"] =
            (RevocationState.OnHold, CrlFailure.None, () => [Authority.List(1, Yesterday, Nothing), Full(On(RevocationReason.CertificateHold))]),
        ["a change that revokes it"] =
            (RevocationState.Revoked, CrlFailure.None, () => [Full(Nothing), Delta(On(RevocationReason.KeyCompromise))]),
        ["a change that frees it"] = (RevocationState.Good, CrlFailure.None,
            () => [Full(On(RevocationReason.CertificateHold)), Delta(On(RevocationReason.RemoveFromList))]),
        ["a change to a later list"] = (RevocationState.Good, CrlFailure.None,
            () => [Full(Nothing), Authority.List(9, At, On(RevocationReason.KeyCompromise), DeltaOf(8))]),
        ["a change to the list of another municipality"] = (RevocationState.OnHold, CrlFailure.None,
            () => [Full(On(RevocationReason.CertificateHold)), Authority.List(3, At, On(RevocationReason.RemoveFromList), DeltaOf(1), Scope(Elsewhere))]),
        ["a forged change that frees it"] = (RevocationState.OnHold, CrlFailure.None,
            () => [Full(On(RevocationReason.CertificateHold)), Root().List(3, At, On(RevocationReason.RemoveFromList), DeltaOf(1))]),
        ["changes without what they change"] =
            (RevocationState.Undetermined, CrlFailure.NotCovered, () => [Delta(Nothing)]),
    };

    public static TheoryData<string> Cases => [.. Table.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Lists_say_good_revoked_on_hold_or_nothing_000_50(string which)
    {
        var (expected, why, lists) = Table[which];
        var status = StatusFrom(lists());
        Assert.Equal((expected, why), (status.State, status.Why));
        Assert.Equal(expected is RevocationState.Revoked or RevocationState.OnHold, status.Revocation is not null);
        Assert.Equal(status, StatusFrom(lists().Reverse()));
    }

    // Of two lists of the same scope openssl takes whichever it likes, and it looks for changes only where a certificate says so.
    static readonly string[] NotForOpenssl = ["yesterday", "change", "municipalities"];

    public static TheoryData<string> CasesForOpenssl =>
        [.. Table.Keys.Where(which => !NotForOpenssl.Any(word => which.Contains(word, StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(CasesForOpenssl))]
    public async Task Openssl_finds_the_same_certificates_good_000_50(string which)
    {
        using var openssl = OpenSsl.OrSkip();
        openssl.Put("ca.pem", PemEncoding.WriteString("CERTIFICATE", Authority.Certificate));
        openssl.Put("leaf.pem", PemEncoding.WriteString("CERTIFICATE", Authority.Leaf(DistributionPoint(Here))));
        openssl.Put("crl.pem", string.Join('\n', Table[which].Lists().Select(list => PemEncoding.WriteString("X509 CRL", list.Der.Span))));
        var (exitCode, output) = await openssl.RunAsync(
            "verify", "-attime", $"{At.ToUnixTimeSeconds()}", "-crl_check", "-extended_crl", "-policy_check",
            "-CRLfile", "crl.pem", "-CAfile", "ca.pem", "leaf.pem");
        Assert.True(Table[which].Expected == RevocationState.Good == (exitCode == 0), output);
    }

    [Fact]
    public void A_revocation_has_its_reason_and_its_time_000_50()
    {
        var revocation = StatusFrom([Full(On(RevocationReason.AffiliationChanged))]).Revocation;
        Assert.Equal(new Revocation(RevocationReason.AffiliationChanged, At), revocation);
    }

    [Theory]
    [InlineData("a full list with it", FlowErrorCode.CertificateRevoked)]
    [InlineData("a full list with it on hold", FlowErrorCode.CertificateOnHold)]
    [InlineData("no list", FlowErrorCode.JpkiUnreachable)]
    public void What_is_not_good_has_a_name_in_the_flow_000_50(string which, FlowErrorCode expected)
    {
        var status = StatusFrom(Table[which].Lists());
        Assert.Equal(expected, Assert.Throws<FlowException>(status.ThrowIfNotGood).Code);
        StatusFrom([Full(Nothing)]).ThrowIfNotGood();
    }

    [Fact]
    public void A_part_of_a_list_is_no_full_list()
    {
        using var trusted = Authority.Trusted();
        Assert.Equal(CrlFailure.None, Full(Nothing).Check(trusted, At));
        Assert.Equal(CrlFailure.Partial, Full(Nothing, Scope(Here)).Check(trusted, At));
        Assert.Equal(CrlFailure.Partial, Delta(Nothing).Check(trusted, At));
    }

    static RevocationStatus StatusFrom(IEnumerable<RevocationList> lists)
    {
        using var trusted = Authority.Trusted();
        Assert.True(ParsedCertificate.TryParse(Authority.Leaf(DistributionPoint(Here)), out var leaf));
        return RevocationCheck.StatusOf(leaf, trusted, [.. lists], At);
    }

    static RevocationList Full((byte, RevocationReason)[] entries, params X509Extension[] more) => Authority.List(2, At, entries, more);

    static RevocationList Delta((byte, RevocationReason)[] entries) => Authority.List(3, At, entries, DeltaOf(1));

    static (byte, RevocationReason)[] On(RevocationReason reason, byte serial = Serial) => [(serial, reason)];
}
