using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Paths;
using KioskSim.Pki.Tests.Made;
using static KioskSim.Pki.Paths.PathFailure;
using static KioskSim.Pki.Tests.Made.Extension;
using static KioskSim.Pki.Tests.Made.MadeAuthority;

namespace KioskSim.Pki.Tests.Paths;

/// <summary>What PKITS does not try: other keys and kinds of names, what centre and city ask for, and paths made to cost much.</summary>
public sealed class PathTests
{
    const int Email = 1, Dns = 2, Uri = 6, Address = 7, RegisteredId = 8;
    const string Policy = "1.2.392.1";
    const string OtherPolicy = "1.2.392.2";

    static readonly MadeAuthority Anchor = Root();
    static readonly PathRequirements Plain = new() { Signatures = Signatures };
    static readonly PathRequirements Holder = new(Policy, X509KeyUsageFlags.DigitalSignature) { Signatures = Signatures };

    static readonly Dictionary<string, (bool Permitted, int Field, int Kind, string Root, string Name)> Names = new()
    {
        ["host of a permitted domain"] = (true, 0, Dns, "example.jp", "a.example.jp"),
        ["host of another domain"] = (false, 0, Dns, "example.jp", "anexample.jp"),
        ["host of an excluded domain, rooted"] = (false, 1, Dns, "example.jp", "A.Example.JP."),
        ["host where all are excluded"] = (false, 1, Dns, "", "a.example.jp"),
        ["mailbox, the letters before the sign in another case"] = (false, 0, Email, "a@example.jp", "A@example.jp"),
        ["mailbox, the letters behind the sign in another case"] = (true, 0, Email, "a@example.jp", "a@EXAMPLE.jp"),
        ["no mailbox"] = (false, 1, Email, "example.jp", "example.org"),
        ["page of a permitted host, with port and user"] = (true, 0, Uri, "a.example.jp", "http://u@a.example.jp:80/x"),
        ["page that names its host behind a question mark"] = (false, 0, Uri, "a.example.jp", "http://b.example.jp?@a.example.jp"),
        ["page of an excluded host in disguise"] = (false, 1, Uri, "a.example.jp", "http://%61.example.jp/"),
        ["page of an address"] = (false, 1, Uri, "a.example.jp", "http://10.0.0.1/"),
        ["address within"] = (true, 0, Address, "\x0a\x00\x00\x00\x7f\x00\x00\x00", "\x0a\x01\x02\x03"),
        ["address outside"] = (false, 0, Address, "\x0a\x00\x00\x00\x7f\x00\x00\x00", "\x0b\x01\x02\x03"),
        ["address excluded"] = (false, 1, Address, "\x0a\x00\x00\x00\x7f\x00\x00\x00", "\x0a\x01\x02\x03"),
        ["address of another length"] = (false, 1, Address, "\x0a\x00\x00\x00\x7f\x00\x00\x00", "\x0a\x01\x02"),
        ["name of a kind that nobody here can compare"] = (false, 1, RegisteredId, "\x2a", "\x2b"),
        ["name of a kind that is not limited"] = (true, 0, Dns, "example.jp", ""),
    };

    public static TheoryData<string> NameCases => [.. Names.Keys];

    [Theory]
    [MemberData(nameof(NameCases))]
    public void An_authority_has_the_names_that_are_left_to_it(string which)
    {
        var (permitted, field, kind, root, name) = Names[which];
        var between = Anchor.Authority("C=JP, O=Between", Subtree(field, kind, Encoding.Latin1.GetBytes(root)));
        X509Extension[] names = name.Length == 0 ? [] : [AlternativeName(kind, Encoding.Latin1.GetBytes(name))];
        Assert.Equal(permitted ? None : NameNotPermitted, FailureOf(between.Leaf(names), Plain, between.Certificate));
    }

    [Theory]
    [InlineData("C=JP, CN=A  b", "C=JP, CN=a B", true)]
    [InlineData("C=JP, CN=\u00C9", "C=JP, CN=\u00E9", true)]
    [InlineData("C=JP, CN=A", "CN=A, C=JP", false)]
    [InlineData("C=JP, CN=A", "C=JP, O=A", false)]
    public void Names_are_the_same_whatever_their_case_and_blanks_but_not_in_another_order(string one, string other, bool same)
    {
        var issuer = Anchor.Authority(one);
        var certificate = issuer.Leaf();
        using var key = NewKey();
        using var renamed = new CertificateRequest(new X500DistinguishedName(other), key, HashAlgorithmName.SHA256)
            .Create(new X500DistinguishedName(one), X509SignatureGenerator.CreateForECDsa(key), From, From.AddYears(5), [1]);
        Assert.True(ParsedCertificate.TryParse(certificate, out _));
        Assert.True(ParsedCertificate.TryParse(renamed.RawData, out var parsed));
        Assert.Equal(same, parsed.IsSelfIssued);
    }

    [Fact]
    public void What_a_holders_certificate_must_be_no_authority_can_soften_000_50()
    {
        Assert.Equal(None, FailureOf(Anchor.Leaf(Policies(Policy)), Holder));
        Assert.Equal(PolicyWrong, FailureOf(Anchor.Leaf(Policies(AnyPolicy)), Holder));
        Assert.Equal(None, FailureOf(Anchor.Leaf(Policies(AnyPolicy)), Plain));

        var mapping = Anchor.Authority("C=JP, O=Between", Policies(Policy), Mappings((Policy, OtherPolicy)));
        Assert.Equal(PolicyWrong, FailureOf(mapping.Leaf(Policies(OtherPolicy)), Holder, mapping.Certificate));
        Assert.Equal(None, FailureOf(
            mapping.Leaf(Policies(OtherPolicy)), Plain with { Policies = [Policy], ExplicitPolicy = true }, mapping.Certificate));
    }

    [Fact]
    public void A_certificate_that_asks_for_a_policy_itself_must_have_one()
    {
        var asking = new X509Extension("2.5.29.36", [0x30, 3, 0x80, 1, 0], critical: true);
        Assert.Equal(PolicyWrong, FailureOf(Anchor.Leaf(asking), Plain));
        Assert.Equal(None, FailureOf(Anchor.Leaf(asking, Policies(Policy)), Plain));
    }

    [Fact]
    public void Certificates_in_between_come_in_any_order_with_others_among_them()
    {
        var first = Anchor.Authority("C=JP, O=First");
        var second = first.Authority("C=JP, O=Second");
        var leaf = second.Leaf();
        Assert.Equal(None, FailureOf(leaf, Plain, [1, 2, 3], second.Certificate, Anchor.Certificate, leaf, first.Certificate));
        Assert.Equal(IssuerUnknown, FailureOf(leaf, Plain, second.Certificate));
        Assert.Equal(SignatureWrong, FailureOf(leaf, Plain, first.Certificate, first.Authority("C=JP, O=Second").Certificate));
    }

    [Fact]
    public void A_curve_is_named_not_described()
    {
        using var key = NewKey();
        Assert.Equal(None, FailureOf(Anchor.Leaf("C=JP, CN=X", new PublicKey(key)), Plain));
        Assert.Equal(KeyRefused, FailureOf(Anchor.Leaf("C=JP, CN=X", Described(key)), Plain));
        using var other = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        Assert.Equal(KeyRefused, FailureOf(Anchor.Leaf("C=JP, CN=X", new PublicKey(other)), Plain));
        Assert.Equal(AlgorithmRefused, FailureOf(Anchor.Leaf(), new PathRequirements()));
    }

    // Each authority maps every policy to every other: a tree of RFC 5280 would have 8 to the power of 8 leaves.
    [Fact]
    public void A_path_made_to_grow_policies_is_only_a_path()
    {
        string[] policies = [.. Enumerable.Range(1, 8).Select(i => $"1.2.3.{i}")];
        var mappings = policies.SelectMany(_ => policies, (issuers, subjects) => (issuers, subjects)).ToArray();
        var authority = Anchor;
        List<byte[]> between = [];
        for (var i = 0; i < 8; i++)
        {
            authority = authority.Authority($"C=JP, O={i}", Policies(policies), Mappings(mappings));
            between.Add(authority.Certificate);
        }

        Assert.Equal(None, FailureOf(authority.Leaf(Policies(policies)), Plain with { ExplicitPolicy = true }, [.. between]));
        Assert.Equal(PolicyWrong, FailureOf(
            authority.Leaf(Policies(policies)), Plain with { ExplicitPolicy = true, Policies = ["1.2.3.9"] }, [.. between]));
    }

    // Of each certificate each may be the issuer: there are more paths than anybody can try.
    [Fact]
    public void An_offer_of_certificates_made_to_be_searched_for_long_is_refused()
    {
        var name = "C=JP, O=Loop";
        var stranger = Root(name);
        List<byte[]> offered = [.. Enumerable.Range(0, PathValidator.MostIntermediates).Select(_ => stranger.Authority(name).Certificate)];
        Assert.Equal(IssuerUnknown, FailureOf(stranger.Leaf(), Plain, [.. offered]));
        Assert.Equal(Malformed, FailureOf(Anchor.Leaf(), Plain, [.. offered, stranger.Certificate]));
    }

    // The same key, with numbers in place of the curve's name.
    static PublicKey Described(ECDsa key)
    {
        var named = new PublicKey(key);
        var curve = key.ExportExplicitParameters(includePrivateParameters: false).Curve;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.10045.1.1");
                writer.WriteIntegerUnsigned(curve.Prime);
            }

            using (writer.PushSequence())
            {
                writer.WriteOctetString(curve.A);
                writer.WriteOctetString(curve.B);
            }

            writer.WriteOctetString([4, .. curve.G.X!, .. curve.G.Y!]);
            writer.WriteIntegerUnsigned(curve.Order);
        }

        return new PublicKey(named.Oid, new AsnEncodedData(writer.Encode()), named.EncodedKeyValue);
    }

    static PathFailure FailureOf(byte[] certificate, PathRequirements requirements, params byte[][] offered)
    {
        using var anchor = Anchor.Trusted();
        using var result = new PathValidator([anchor], requirements)
            .Validate(certificate, [.. offered.Select(der => (ReadOnlyMemory<byte>)der)], RevocationSource.AskedElsewhere, At);
        return result.Failure;
    }
}
