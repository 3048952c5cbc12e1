using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using KioskSim.Pki.Paths;
using static KioskSim.Jpki.Tests.Pki.OddCertificates;
using static KioskSim.Pki.Ocsp.OcspFailure;

namespace KioskSim.Jpki.Tests.Pki;

/// <summary>Responses that are wrong in one thing each. Whatever it is, the answer is not believed.</summary>
public sealed class OcspVerifierTests
{
    static readonly DateTimeOffset At = From.AddYears(1);
    static readonly byte[] Nonce = [1, 2, 3, 4, 5, 6, 7, 8];
    static readonly TrustedAuthority Issuer = Authority(FirstKey);
    static readonly TrustedAuthority OtherGeneration = Authority(SecondKey);
    static readonly CertId Asked = CertId.For(Issuer.Certificate, new CertificateSerial(77));
    static readonly X509Extension NoCheck = new("1.3.6.1.5.5.7.48.1.5", [5, 0], critical: false);

    static readonly X509Extension Surprise = new("1.2.3.4", [5, 0], critical: true);
    static readonly X509KeyUsageFlags OtherUse = X509KeyUsageFlags.KeyEncipherment;

    // A responder as the authority appoints it.
    static readonly Leaf Appointed = new() { Purpose = "1.3.6.1.5.5.7.3.9", Policy = null, More = [NoCheck] };
    static readonly Leaf OfSecond = Appointed with { Issuer = SecondKey, NamedIssuer = SecondKey };

    sealed record Response
    {
        public Leaf Responder { get; init; } = Appointed;

        public RSA Key { get; init; } = LeafKey;

        public ResponderNaming Naming { get; init; }

        public CertId Certificate { get; init; } = Asked;

        public DateTimeOffset ProducedAt { get; init; } = At;

        public DateTimeOffset ThisUpdate { get; init; } = At;

        public DateTimeOffset? NextUpdate { get; init; } = At.AddMinutes(15);

        public byte[] Nonce { get; init; } = OcspVerifierTests.Nonce;

        public byte[] Make()
        {
            Assert.True(ParsedCertificate.TryParse(Responder.Make(), out var responder));
            return MakeBy(responder);
        }

        public byte[] MakeBy(ParsedCertificate responder) => new OcspSigner(Key, responder, Naming).Sign(
            [new SingleAnswer(Certificate, CertificateStatus.Good, ThisUpdate, NextUpdate)], ProducedAt, Nonce);
    }

    static Response By(Leaf responder) => new() { Responder = responder };

    static Response About(TrustedAuthority issuer, long serial, CertIdHash hash = CertIdHash.Sha256) =>
        new() { Certificate = CertId.For(issuer.Certificate, new CertificateSerial(serial), hash) };

    static readonly Dictionary<string, (OcspFailure Expected, Func<Response> Response)> Table = new()
    {
        ["as it should be"] = (None, () => new()),
        ["naming its signer by name"] = (None, () => new() { Naming = ResponderNaming.ByName }),
        ["by a key that is not the responder's"] = (SignatureWrong, () => new() { Key = SecondKey }),
        ["by a citizen's certificate"] = (ResponderNotAuthorised, () => By(new Leaf())),
        ["by a responder without purpose"] = (ResponderNotAuthorised, () => By(Appointed with { Purpose = null })),
        ["by a responder that could be revoked"] = (ResponderNotAuthorised, () => By(Appointed with { More = [] })),
        ["by a responder whose key is for another use"] = (ResponderNotAuthorised, () => By(Appointed with { KeyUsage = OtherUse })),
        ["by a responder without key usage"] = (None, () => By(Appointed with { KeyUsage = null })),
        ["by a responder with a critical surprise"] = (ResponderNotAuthorised, () => By(Appointed with { More = [NoCheck, Surprise] })),
        ["by another generation's responder"] = (ResponderNotAuthorised, () => By(OfSecond)),
        ["by a responder that appointed itself"] = (ResponderNotAuthorised, () => By(Appointed with { Issuer = LeafKey })),
        ["by a responder that expired"] = (ResponderNotAuthorised, () => By(Appointed with { NotAfter = At.AddMinutes(-2) })),
        ["by a responder of tomorrow"] = (ResponderNotAuthorised, () => By(Appointed with { NotBefore = At.AddMinutes(2) })),
        ["with another nonce"] = (NonceWrong, () => new() { Nonce = [1, 2, 3, 4, 5, 6, 7, 9] }),
        ["without nonce"] = (NonceWrong, () => new() { Nonce = [] }),
        ["about another certificate"] = (NotAnswered, () => About(Issuer, 78)),
        ["about the same number of another generation"] = (NotAnswered, () => About(OtherGeneration, 77)),
        ["about the certificate under another hash"] = (NotAnswered, () => About(Issuer, 77, CertIdHash.Sha1)),
        ["made in the future"] = (FromTheFuture, () => new() { ProducedAt = At.AddMinutes(2) }),
        ["true in the future"] = (FromTheFuture, () => new() { ThisUpdate = At.AddMinutes(2) }),
        ["within the skew of the clocks"] = (None, () => new() { ThisUpdate = At.AddSeconds(50), ProducedAt = At.AddSeconds(50) }),
        ["past its next update"] = (Stale, () => new() { ThisUpdate = At.AddHours(-1), NextUpdate = At.AddMinutes(-2) }),
        ["at its next update"] = (None, () => new() { ThisUpdate = At.AddHours(-1), NextUpdate = At }),
        ["old and without next update"] = (Stale, () => new() { ThisUpdate = At.AddDays(-2), NextUpdate = null }),
        ["fresh and without next update"] = (None, () => new() { NextUpdate = null }),
    };

    static readonly Dictionary<string, (OcspFailure Expected, Func<byte[]> Bytes)> Others = new()
    {
        ["by the authority itself"] = (None, () => new Response { Key = FirstKey }.MakeBy(Issuer.Certificate)),
        ["in the authority's name by another key"] = (SignatureWrong, () => new Response().MakeBy(Issuer.Certificate)),
        ["altered"] = (SignatureWrong, () => Altered(new Response().Make())),
        ["a refusal"] = (Refused, () => OcspSigner.Refuse(OcspResponseStatus.TryLater)),
        ["nothing"] = (Malformed, () => []),
        ["something after it"] = (Malformed, () => [.. new Response().Make(), 0]),
        ["too long to be read"] = (Malformed, () => new byte[1 << 20]),
    };

    public static TheoryData<string> Cases => [.. Table.Keys];

    public static TheoryData<string> OtherCases => [.. Others.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_response_is_believed_or_refused_with_its_reason(string which) =>
        AssertVerdict(Table[which].Expected, Table[which].Response().Make());

    [Theory]
    [MemberData(nameof(OtherCases))]
    public void What_is_no_response_of_an_appointed_responder_is_treated_likewise(string which) =>
        AssertVerdict(Others[which].Expected, Others[which].Bytes());

    static void AssertVerdict(OcspFailure expected, byte[] response)
    {
        var verdict = new OcspVerifier().Verify(response, Issuer, Asked, Nonce, At);
        Assert.Equal(expected, verdict.Failure);
        Assert.Equal(expected == None ? CertificateState.Good : CertificateState.Unknown, verdict.Status.State);
        if (expected != None)
            Assert.Equal(FlowErrorCode.JpkiUnreachable, Assert.Throws<FlowException>(verdict.ThrowIfNotGood).Code);
    }

    [Fact]
    public void A_responder_that_was_believed_once_is_looked_at_again_for_another_authority_and_time()
    {
        var verifier = new OcspVerifier();
        var response = new Response { NextUpdate = null };
        Assert.Equal(None, verifier.Verify(response.Make(), Issuer, Asked, Nonce, At).Failure);
        Assert.Equal(ResponderNotAuthorised, verifier.Verify(response.Make(), OtherGeneration, Asked, Nonce, At).Failure);
        var late = response with { ProducedAt = To.AddDays(1), ThisUpdate = To.AddDays(1) };
        Assert.Equal(ResponderNotAuthorised, verifier.Verify(late.Make(), Issuer, Asked, Nonce, To.AddDays(1)).Failure);
        Assert.Equal(None, verifier.Verify(response.Make(), Issuer, Asked, Nonce, At).Failure);
        Assert.Equal(SignatureWrong, verifier.Verify(Altered(response.Make()), Issuer, Asked, Nonce, At).Failure);
    }

    [Fact]
    public void A_response_that_names_another_signer_than_the_certificate_it_carries_is_not_believed()
    {
        var verifier = new OcspVerifier();
        var response = new Response().Make();
        var renamed = response.ToArray();
        renamed[renamed.AsSpan().IndexOf(SHA1.HashData(LeafKey.ExportRSAPublicKey()))] ^= 1;
        Assert.Equal(ResponderUnknown, verifier.Verify(renamed, Issuer, Asked, Nonce, At).Failure);
        Assert.Equal(None, verifier.Verify(response, Issuer, Asked, Nonce, At).Failure);
        Assert.Equal(ResponderUnknown, verifier.Verify(renamed, Issuer, Asked, Nonce, At).Failure);
    }

    [Fact]
    public void An_answer_without_question_cannot_be_asked_for_by_mistake() =>
        Assert.Throws<ArgumentException>(() => new OcspVerifier().Verify(new Response().Make(), Issuer, Asked, [], At));

    [Theory]
    [InlineData(OcspResponseStatus.MalformedRequest)]
    [InlineData(OcspResponseStatus.InternalError)]
    [InlineData(OcspResponseStatus.TryLater)]
    [InlineData(OcspResponseStatus.SignatureRequired)]
    [InlineData(OcspResponseStatus.Unauthorized)]
    public void A_refusal_says_why(OcspResponseStatus status) =>
        Assert.Equal(status, new OcspVerifier().Verify(OcspSigner.Refuse(status), Issuer, Asked, Nonce, At).ResponseStatus);

    [Fact]
    public void A_refusal_is_not_a_success() =>
        Assert.Throws<ArgumentException>(() => OcspSigner.Refuse(OcspResponseStatus.Successful));

    // The nonce's neighbour: the hour of thisUpdate, inside of what is signed.
    static byte[] Altered(byte[] response)
    {
        var time = response.AsSpan().IndexOf("20270401"u8);
        response[time + 9] ^= 1;
        return response;
    }
}
