using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Profile;
using static KioskSim.Jpki.Tests.Pki.OddCertificates;
using static KioskSim.Pki.Paths.PathFailure;

namespace KioskSim.Jpki.Tests.Pki;

public sealed class PathValidatorTests
{
    static readonly DateTimeOffset At = From.AddYears(1);
    static readonly TrustedAuthority First = Authority(FirstKey);
    static readonly TrustedAuthority Second = Authority(SecondKey);
    static readonly X500DistinguishedName OtherName = new("C=JP, O=JPKI");

    static readonly Dictionary<string, (PathFailure Expected, Func<Leaf> Leaf)> Table = new()
    {
        ["as it should be"] = (None, () => new()),
        ["of the second generation"] = (None, () => new() { Issuer = SecondKey, NamedIssuer = SecondKey }),
        ["of the second generation, key not named"] = (None, () => new() { Issuer = SecondKey, NamedIssuer = null }),
        ["names the first generation, signed by the second"] = (SignatureWrong, () => new() { Issuer = SecondKey }),
        ["names a key of nobody"] = (IssuerUnknown, () => new() { NamedIssuer = LeafKey }),
        ["of an authority of another name"] = (IssuerUnknown, () => new() { IssuerName = OtherName }),
        ["signed by its own key"] = (SignatureWrong, () => new() { Issuer = LeafKey }),
        ["signed with SHA-1"] = (AlgorithmRefused, () => new() { WithSha1 = true }),
        ["signed with SHA-512"] = (None, () => new() { Hash = HashAlgorithmName.SHA512 }),
        ["not valid yet"] = (NotYetValid, () => new() { NotBefore = At.AddSeconds(1) }),
        ["valid from this second"] = (None, () => new() { NotBefore = At }),
        ["valid to this second"] = (None, () => new() { NotAfter = At }),
        ["expired a second ago"] = (Expired, () => new() { NotAfter = At.AddSeconds(-1) }),
        ["of the signing certificate's policy"] = (PolicyWrong, () => new() { Policy = "1.2.392.200149.8.5.1.1.20" }),
        ["without policy"] = (PolicyWrong, () => new() { Policy = null }),
        ["of another key usage"] = (KeyUsageWrong, () => new() { KeyUsage = X509KeyUsageFlags.KeyEncipherment }),
        ["of key usages among them the right one"] = (None, () => new() { KeyUsage = (X509KeyUsageFlags)0x80C0 }),
        ["without key usage"] = (KeyUsageWrong, () => new() { KeyUsage = null }),
        ["of another purpose"] = (ExtendedKeyUsageWrong, () => new() { Purpose = "1.3.6.1.5.5.7.3.9" }),
        ["without purpose"] = (ExtendedKeyUsageWrong, () => new() { Purpose = null }),
        ["an authority's"] = (IsAuthority, () => new() { More = [X509BasicConstraintsExtension.CreateForCertificateAuthority()] }),
        ["says that it is no authority"] = (None, () => new() { More = [X509BasicConstraintsExtension.CreateForEndEntity(true)] }),
        ["with an unknown critical extension"] = (CriticalExtensionUnknown, () => new() { More = [new("1.2.3.4", [5, 0], true)] }),
        ["with an unknown extension"] = (None, () => new() { More = [new("1.2.3.4", [5, 0], false)] }),
        ["for a key of 1,024 bits"] = (KeyRefused, () => new() { Key = new(RSA.Create(1024)) }),
        ["for a key on a curve"] = (KeyRefused, () => new() { Key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) }),
    };

    static readonly Dictionary<string, (PathFailure Expected, Func<byte[]> Bytes)> Damaged = new()
    {
        ["altered after signing"] = (SignatureWrong, () => Altered(new Leaf().Make())),
        ["naming another algorithm inside"] = (Malformed, () => OtherAlgorithmInside(new Leaf().Make())),
        ["nothing"] = (Malformed, () => []),
        ["something after it"] = (Malformed, () => [.. new Leaf().Make(), 0]),
        ["cut off"] = (Malformed, () => new Leaf().Make()[..^1]),
        ["too long to be read"] = (Malformed, () => new byte[1 << 20]),
    };

    public static TheoryData<string> Cases => [.. Table.Keys];

    public static TheoryData<string> DamagedCases => [.. Damaged.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_certificate_is_believed_or_refused_with_its_reason(string which)
    {
        var (expected, leaf) = Table[which];
        using var result = Validate(leaf().Make(), First, Second);
        Assert.Equal(expected, result.Failure);
        Assert.Equal(expected == None, result.IsValid);
        Assert.Equal(result.IsValid, result.Leaf is not null);
    }

    [Theory]
    [MemberData(nameof(DamagedCases))]
    public void A_damaged_certificate_is_refused_with_its_reason(string which)
    {
        var (expected, bytes) = Damaged[which];
        Assert.Equal(expected, Validate(bytes(), First, Second).Failure);
    }

    [Fact]
    public void The_issuer_is_the_generation_whose_key_signed()
    {
        using var first = Validate(new Leaf().Make(), First, Second);
        using var second = Validate(new Leaf { Issuer = SecondKey, NamedIssuer = SecondKey }.Make(), First, Second);
        Assert.Same(First, first.Anchor);
        Assert.Same(Second, second.Anchor);
    }

    [Fact]
    public void The_key_of_a_believed_certificate_checks_what_its_holder_signed()
    {
        using var result = Validate(new Leaf().Make(), First, Second);
        var signature = LeafKey.SignData("apply"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.True(result.Key!.Verify("apply"u8, signature));
        Assert.True(result.Key.VerifyHash(SHA256.HashData("apply"u8), signature));
        Assert.False(result.Key.Verify("applY"u8, signature));
        Assert.False(result.Key.Verify("apply"u8, signature.AsSpan(1)));
        Assert.False(result.Key.Verify("apply"u8, FirstKey.SignData("apply"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
    }

    public static TheoryData<string> Issuers => ["no authority", "may not sign certificates", "expired"];

    [Theory]
    [MemberData(nameof(Issuers))]
    public void An_issuer_that_may_not_issue_makes_no_path(string which)
    {
        var (issuer, expected) = which switch
        {
            "no authority" => (Authority(FirstKey, isAuthority: false), IssuerNotAuthority),
            "expired" => (Authority(FirstKey, to: At.AddSeconds(-1)), IssuerOutOfTime),
            _ => (Authority(FirstKey, usage: X509KeyUsageFlags.CrlSign), IssuerMayNotSign),
        };
        using var result = Validate(new Leaf().Make(), issuer);
        Assert.Equal(expected, result.Failure);
    }

    [Fact]
    public void Without_trusted_authorities_nothing_is_believed() =>
        Assert.Equal(IssuerUnknown, Validate(new Leaf().Make()).Failure);

    [Theory]
    [InlineData(Expired, FlowErrorCode.CertificateExpired)]
    [InlineData(NotYetValid, FlowErrorCode.CertificateNotYetUsable)]
    [InlineData(SignatureWrong, FlowErrorCode.CertificateInvalid)]
    public void A_refusal_has_a_name_in_the_flow(PathFailure failure, FlowErrorCode expected) =>
        Assert.Equal(expected, failure.ToFlowError());

    static PathResult Validate(byte[] certificate, params TrustedAuthority[] trusted) =>
        new PathValidator(trusted, JpkiProfile.UserAuthentication).Validate(certificate, RevocationSource.AskedElsewhere, At);

    // The holder's name, CN=X: inside of what is signed, and still well-formed.
    static byte[] Altered(byte[] certificate)
    {
        var name = certificate.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x55, 0x04, 0x03, 0x13, 0x01, (byte)'X']);
        certificate[name + 5] = (byte)'Y';
        return certificate;
    }

    // SHA-256 becomes SHA-384 in the first of the two places that name it.
    static byte[] OtherAlgorithmInside(byte[] certificate)
    {
        ReadOnlySpan<byte> sha256WithRsa = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 11];
        certificate[certificate.AsSpan().IndexOf(sha256WithRsa) + sha256WithRsa.Length - 1] = 12;
        return certificate;
    }
}
