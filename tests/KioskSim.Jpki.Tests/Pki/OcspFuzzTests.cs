using FsCheck;
using FsCheck.Fluent;
using KioskSim.Domain.Values;
using KioskSim.Fixtures.BadInput;
using KioskSim.Pki.Ocsp;

namespace KioskSim.Jpki.Tests.Pki;

/// <summary>Requests and responses that were truncated, lengthened, encoded otherwise, mixed up or made up.</summary>
public sealed class OcspFuzzTests(JpkiCentre centre) : IClassFixture<JpkiCentre>
{
    static readonly byte[] Nonce = new byte[32];

    readonly CertId _id = CertId.For(centre.Trusted.Certificate, new CertificateSerial(1));

    [Fact]
    public void Every_request_gets_a_response_whatever_its_bytes()
    {
        byte[][] valid = [new OcspRequest([_id], Nonce).Encode(), new OcspRequest([_id]).Encode(), new OcspRequest([_id, _id, _id], Nonce.AsMemory(0, 1)).Encode()];
        var refused = 0;
        Prop.ForAll(Damage.Any, damage =>
        {
            var request = Damage.To(valid[damage.Sample % valid.Length], damage.Damages);
            // Signing is not what is tested here, and is most of the time.
            if (OcspRequest.TryParse(request, out var parsed) && damage.Sample % 50 != 0)
                return;
            var response = centre.Responder.Answer(request);
            var verdict = new OcspVerifier().VerifyEvidence(response, centre.Trusted, _id, JpkiCentre.Noon);
            Assert.NotEqual(OcspFailure.Malformed, verdict.Failure);
            if (parsed is null)
            {
                Assert.Equal(OcspResponseStatus.MalformedRequest, verdict.ResponseStatus);
                refused++;
            }
        }).Check(FuzzRuns.Seeded);

        Assert.InRange(refused, FuzzRuns.Count / 2, FuzzRuns.Count);
    }

    [Fact]
    public void No_altered_response_is_believed_whatever_its_bytes()
    {
        var valid = centre.Responder.Answer(new OcspRequest([_id], Nonce).Encode());
        var verifier = new OcspVerifier();
        Prop.ForAll(Damage.Any, damage =>
        {
            var response = Damage.To(valid, damage.Damages);
            var verdict = verifier.Verify(response, centre.Trusted, _id, Nonce, JpkiCentre.Noon);
            Assert.Equal(response.AsSpan().SequenceEqual(valid), verdict.Failure == OcspFailure.None);
        }).Check(FuzzRuns.Seeded);
    }

    [Fact]
    public void No_other_encoding_of_a_request_is_read()
    {
        var others = Ber.Reencodings(new OcspRequest([_id], Nonce).Encode()).ToList();
        Assert.NotEmpty(others);
        Assert.All(others, other => Assert.False(OcspRequest.TryParse(other, out _), Convert.ToHexString(other)));
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
