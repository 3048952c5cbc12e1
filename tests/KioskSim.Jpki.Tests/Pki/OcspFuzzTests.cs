using KioskSim.Domain.Values;
using KioskSim.Pki.Ocsp;

namespace KioskSim.Jpki.Tests.Pki;

public sealed class OcspFuzzTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    const int Rounds = 10_000;

    static readonly byte[] Nonce = new byte[32];

    readonly CertId _id = CertId.For(centre.Trusted.Certificate, new CertificateSerial(1));

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Every_request_gets_a_response_whatever_its_bytes(int seed)
    {
        var random = new Random(seed);
        var valid = new OcspRequest([_id], Nonce).Encode();
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var request = Mutation.Of(valid, random);
            // Signing is not what is tested here, and is most of the time.
            if (OcspRequest.TryParse(request, out var parsed) && round % 50 != 0)
                continue;
            var response = centre.Responder.Answer(request);
            var verdict = new OcspVerifier().VerifyEvidence(response, centre.Trusted, _id, JpkiCentre.Noon);
            Assert.NotEqual(OcspFailure.Malformed, verdict.Failure);
            if (parsed is null)
            {
                Assert.Equal(OcspResponseStatus.MalformedRequest, verdict.ResponseStatus);
                refused++;
            }
        }

        Assert.InRange(refused, Rounds / 2, Rounds);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void No_altered_response_is_believed_whatever_its_bytes(int seed)
    {
        var random = new Random(seed);
        var valid = centre.Responder.Answer(new OcspRequest([_id], Nonce).Encode());
        var verifier = new OcspVerifier();
        for (var round = 0; round < Rounds; round++)
        {
            var response = Mutation.Of(valid, random);
            var verdict = verifier.Verify(response, centre.Trusted, _id, Nonce, JpkiCentre.Noon);
            Assert.True(verdict.Failure != OcspFailure.None || response.AsSpan().SequenceEqual(valid), Convert.ToHexString(response));
        }
    }

    [Fact]
    public void A_path_in_a_GET_is_decoded_or_refused()
    {
        var request = new OcspRequest([_id], Nonce).Encode();
        Assert.True(OcspRequest.TryDecodePath(Convert.ToBase64String(request), out var plain));
        Assert.True(OcspRequest.TryDecodePath(Uri.EscapeDataString(Convert.ToBase64String(request)), out var escaped));
        Assert.Equal(request, plain);
        Assert.Equal(request, escaped);
        Assert.False(OcspRequest.TryDecodePath("%zz", out _));
        Assert.False(OcspRequest.TryDecodePath("AAA", out _));
        Assert.False(OcspRequest.TryDecodePath(new string('A', 1 << 20), out _));
    }
}
