using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using Microsoft.Data.Sqlite;

namespace KioskSim.Jpki.Ocsp;

/// <summary>
/// Answers what is the state of a certificate (000-50; RFC 6960): DER in, DER out, whoever carries it. Always answers; safe for
/// concurrent use. Knows serial numbers only (000-51).
/// </summary>
/// <param name="goodFor">How long an answer may be believed.</param>
public sealed class OcspResponder(Authority authority, CertificateStore store, TimeProvider time, TimeSpan goodFor)
{
    /// <summary>Answers are good for 15 minutes, as often as the real service refreshes what it knows.</summary>
    public OcspResponder(Authority authority, CertificateStore store, TimeProvider time)
        : this(authority, store, time, TimeSpan.FromMinutes(15))
    {
    }

    /// <param name="request">An OCSPRequest; anything else gets malformedRequest.</param>
    /// <returns>An OCSPResponse.</returns>
    public byte[] Answer(ReadOnlyMemory<byte> request)
    {
        if (!OcspRequest.TryParse(request, out var parsed))
            return OcspSigner.Refuse(OcspResponseStatus.MalformedRequest);
        // One response has one signer, and each generation appointed its own: a request that mixes them, or names a foreign
        // authority, asks somebody who may not answer.
        var generation = authority.Generations.FirstOrDefault(known => parsed.Certificates.All(asked => asked.Names(known.Certificate)));
        if (generation is null)
            return OcspSigner.Refuse(OcspResponseStatus.Unauthorized);
        try
        {
            return Answer(parsed, generation);
        }
        catch (SqliteException)
        {
            return OcspSigner.Refuse(OcspResponseStatus.TryLater);
        }
    }

    byte[] Answer(OcspRequest request, Generation generation)
    {
        var now = time.GetUtcNow();
        var answers = new SingleAnswer[request.Certificates.Count];
        for (var i = 0; i < answers.Length; i++)
            answers[i] = new SingleAnswer(request.Certificates[i], StatusOf(request.Certificates[i], generation), now, now + goodFor);
        return generation.Responder.Sign(answers, now, request.Nonce.Span);
    }

    CertificateStatus StatusOf(CertId asked, Generation generation) =>
        CertificateSerial.TryFromDer(asked.SerialNumber.Span, out var serial) &&
        store.Find(serial) is { } record &&
        record.Generation == generation.Number
            ? record.Status
            : CertificateStatus.Unknown;
}
