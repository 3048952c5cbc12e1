using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;
using KioskSim.Fixtures.BadInput;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Crl;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Tests.Made;
using static KioskSim.Pki.Tests.Made.Extension;
using static KioskSim.Pki.Tests.Made.MadeAuthority;

namespace KioskSim.Pki.Tests.BadInput;

/// <summary>Certificates and lists from strangers: read or refused, never an exception, and nothing damaged is believed.</summary>
public sealed class BadInputTests
{
    /// <summary>Bytes allocated for each byte of input at most: what is read is a small multiple of what was sent.</summary>
    const int MostBytesEach = 400;

    const int Overhead = 64 * 1024;

    static readonly MadeAuthority Anchor = Root();

    // With everything that is read of a certificate.
    static readonly MadeAuthority Between = Anchor.Authority(
        "C=JP, O=Between",
        Policies("1.2.3.1", AnyPolicy),
        Mappings(("1.2.3.1", "1.2.3.2")),
        Subtree(field: 0, kind: 2, "example.jp"u8.ToArray()),
        new X509Extension("2.5.29.36", [0x30, 6, 0x80, 1, 5, 0x81, 1, 5], critical: true),
        new X509Extension("2.5.29.54", [2, 1, 5], critical: true));

    static readonly byte[] Leaf = Between.Leaf(
        Policies("1.2.3.2"), AlternativeName(kind: 2, "a.example.jp"u8.ToArray()), DistributionPoint("ldap://48201", reasons: 0x7F));

    static readonly byte[][] Certificates = [Leaf, Between.Certificate];

    // Each says that the certificate is revoked, and would have to be altered to say otherwise.
    static readonly byte[][] Lists =
    [
        Between.EncodeList(7, At, Enumerable.Range(1, 40).Select(serial => ((byte)serial, RevocationReason.KeyCompromise)).ToArray()),
        Between.EncodeList(7, At, [(0x12, RevocationReason.CertificateHold)], Scope("ldap://48201", onlyUsers: true, reasons: 0x7F)),
        Between.EncodeList(8, At, [(0x12, RevocationReason.KeyCompromise)], DeltaOf(7)),
    ];

    [Fact]
    public void What_is_damaged_here_is_believed_undamaged()
    {
        Assert.Equal(PathFailure.None, Validate(Leaf, Between.Certificate));
        Assert.All(Lists[..2], list => Assert.NotEqual(RevocationState.Undetermined, StatusFrom(list)));
        Assert.Equal(RevocationState.Revoked, StatusFrom(Between.EncodeList(7, At, []), Lists[2]));
    }

    [Fact]
    public void No_damaged_certificate_is_believed_and_none_does_harm_000_50() => Prop.ForAll(Damage.Any, damage =>
    {
        var which = damage.Sample % Certificates.Length;
        var damaged = Damage.To(Certificates[which], damage.Damages);
        AssertSmall(damaged, () => ParsedCertificate.TryParse(damaged, out _));
        var failure = which == 0 ? Validate(damaged, Between.Certificate) : Validate(Leaf, damaged);
        Assert.Equal(damaged.AsSpan().SequenceEqual(Certificates[which]), failure == PathFailure.None);
    }).Check(FuzzRuns.Seeded);

    [Fact]
    public void No_damaged_list_frees_a_certificate_and_none_does_harm_000_50() => Prop.ForAll(Damage.Any, damage =>
    {
        var list = Lists[damage.Sample % Lists.Length];
        var damaged = Damage.To(list, damage.Damages);
        AssertSmall(damaged, () => RevocationList.TryParse(damaged, out _));
        var state = StatusFrom(damaged);
        Assert.Equal(damaged.AsSpan().SequenceEqual(list) && list != Lists[2], state != RevocationState.Undetermined);
        Assert.NotEqual(RevocationState.Good, state);
    }).Check(FuzzRuns.Seeded);

    // Values that are whole but in the wrong place reach further than noise does.
    [Fact]
    public void Parts_of_certificates_and_lists_in_each_others_place_do_no_harm() => Prop.ForAll(
        Damage.Any.Generator.Zip(Gen.Choose(0, int.MaxValue)).ToArbitrary(), swap =>
        {
            var ((sample, damages), at) = swap;
            byte[][] all = [.. Certificates, .. Lists];
            var into = all[sample % all.Length];
            var graft = all[at % all.Length];
            var start = at % graft.Length;
            var place = sample % into.Length;
            byte[] grafted = [.. into[..place], .. graft[start..Math.Min(graft.Length, start + damages.Length * 16)], .. into[place..]];
            AssertSmall(grafted, () => ParsedCertificate.TryParse(grafted, out _));
            AssertSmall(grafted, () => RevocationList.TryParse(grafted, out _));
        }).Check(FuzzRuns.Seeded);

    [Fact]
    public void What_BER_allows_beside_DER_is_no_certificate_and_no_list()
    {
        for (var which = 0; which < 60; which++)
        {
            Assert.NotEqual(Leaf, Ber.Reencode(Leaf, which));
            Assert.False(ParsedCertificate.TryParse(Ber.Reencode(Leaf, which), out _) && IsOuter(which));
            Assert.NotEqual(PathFailure.None, Validate(Ber.Reencode(Leaf, which), Between.Certificate));
            Assert.Equal(RevocationState.Undetermined, StatusFrom(Ber.Reencode(Lists[0], which)));
        }
    }

    [Fact]
    public void What_is_too_long_is_refused_unread()
    {
        var certificate = new byte[ParsedCertificate.Longest + 1];
        Leaf.CopyTo(certificate, 0);
        AssertSmall([], () => ParsedCertificate.TryParse(certificate, out _));
        var list = new byte[RevocationList.Longest + 1];
        Lists[0].CopyTo(list, 0);
        AssertSmall([], () => RevocationList.TryParse(list, out _));
    }

    // The outermost value and the signed content are always read.
    static bool IsOuter(int which) => which < 2;

    static void AssertSmall(byte[] input, Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        read();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Overhead + (long)MostBytesEach * input.Length);
    }

    static PathFailure Validate(byte[] certificate, byte[] between)
    {
        using var anchor = Anchor.Trusted();
        using var result = new PathValidator([anchor], new() { Signatures = Signatures })
            .Validate(certificate, [between], RevocationSource.AskedElsewhere, At);
        return result.Failure;
    }

    static RevocationState StatusFrom(params byte[][] lists)
    {
        using var issuer = Between.Trusted();
        Assert.True(ParsedCertificate.TryParse(Leaf, out var leaf));
        List<RevocationList> read = [];
        foreach (var der in lists)
        {
            if (RevocationList.TryParse(der, out var list))
                read.Add(list);
        }

        return RevocationCheck.StatusOf(leaf, issuer, read, At).State;
    }
}
