using System.Data.Common;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;

namespace KioskSim.Jpki.Ocsp;

/// <summary>
/// Answers what is the state of a certificate (000-50; RFC 6960): DER in, DER out, whoever carries it. Always answers; safe for
/// concurrent use. Knows serial numbers only (000-51).
/// </summary>
/// <remarks>
/// An answer without nonce is signed once for each certificate and refresh of the status data, and then repeated (RFC 5019, section 5).
/// With a nonce it is signed for the one who asks.
/// </remarks>
public sealed class OcspResponder : IDisposable
{
    /// <summary>How often the real service refreshes its status data.</summary>
    public static readonly TimeSpan UsualRefresh = TimeSpan.FromMinutes(15);

    readonly Authority _authority;
    readonly TimeProvider _time;
    readonly StatusData _data;

    /// <param name="refresh">
    /// How often the status data is renewed, and so for how long an answer is good; zero: it is always live, and an answer is good as long
    /// as usual.
    /// </param>
    /// <exception cref="DbException">The store cannot be read.</exception>
    public OcspResponder(Authority authority, CertificateStore store, TimeProvider time, TimeSpan refresh)
    {
        _authority = authority;
        _time = time;
        _data = new StatusData(store, time, refresh);
    }

    /// <param name="request">An OCSPRequest; anything else gets malformedRequest.</param>
    /// <returns>An OCSPResponse.</returns>
    public byte[] Answer(ReadOnlyMemory<byte> request) => Respond(request).Der;

    /// <summary>Like <see cref="Answer"/>, and says who else may be given the same.</summary>
    public OcspAnswer Respond(ReadOnlyMemory<byte> request)
    {
        if (!OcspRequest.TryParse(request, out var parsed))
            return Refuse(OcspResponseStatus.MalformedRequest);
        var edition = _data.Current;
        if (IsCommon(parsed) && edition.Find(parsed.Certificates[0].Encoded) is { } signed)
            return signed;
        // One response has one signer, and each generation appointed its own: a request that mixes them, or names a foreign
        // authority, asks somebody who may not answer.
        try
        {
            var generation = _authority.Known(known => parsed.Certificates.All(asked => asked.Names(known.Certificate)));
            return generation is null ? Refuse(OcspResponseStatus.Unauthorized) : Sign(parsed, generation, edition);
        }
        catch (DbException)
        {
            return Refuse(OcspResponseStatus.TryLater);
        }
    }

    // What RFC 5019 has every client send: one certificate and no nonce.
    static bool IsCommon(OcspRequest request) => request.Nonce.IsEmpty && request.Certificates.Count == 1;

    OcspAnswer Sign(OcspRequest request, Generation generation, StatusEdition edition)
    {
        var answers = new SingleAnswer[request.Certificates.Count];
        var mayRepeat = edition.MayRepeat && request.Nonce.IsEmpty;
        for (var i = 0; i < answers.Length; i++)
        {
            var status = StatusOf(request.Certificates[i], generation, edition);
            answers[i] = new SingleAnswer(request.Certificates[i], status, edition.ThisUpdate, edition.NextUpdate);
            mayRepeat &= status.State != CertificateState.Unknown; // it may be issued in a moment, and strangers name as many as they like
        }

        var response = generation.Responder.Sign(answers, _time.GetUtcNow(), request.Nonce.Span);
        if (!mayRepeat)
            return new OcspAnswer(response);
        var answer = new OcspAnswer(response, new AnswerWindow(edition.ThisUpdate, edition.NextUpdate));
        return answers.Length == 1 ? edition.Keep(request.Certificates[0].Encoded, answer) : answer;
    }

    static CertificateStatus StatusOf(CertId asked, Generation generation, StatusEdition edition) =>
        CertificateSerial.TryFromDer(asked.SerialNumber.Span, out var serial) ? edition.Of(serial, generation.Number) : CertificateStatus.Unknown;

    static OcspAnswer Refuse(OcspResponseStatus status) => new(OcspSigner.Refuse(status));

    public void Dispose() => _data.Dispose();
}
