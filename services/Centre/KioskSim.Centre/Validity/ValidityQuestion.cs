using Google.Protobuf;
using KioskSim.Contracts.Internet;
using KioskSim.Domain.Errors;
using KioskSim.Pki.Evidence;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Validity;

/// <summary>What showed that a certificate is good, for the city to check again: one of the two, the other is empty.</summary>
/// <param name="OcspResponse">As JPKI signed it.</param>
/// <param name="RevocationList">In degraded mode, as JPKI signed it.</param>
sealed record ValidityProof(ByteString OcspResponse, ByteString RevocationList)
{
    /// <summary>Of a card about which there is nothing to ask.</summary>
    public static ValidityProof None { get; } = new(ByteString.Empty, ByteString.Empty);
}

/// <summary>Asks whether a certificate is good (steps 6 and 12): JPKI and, only where it cannot be reached and only in degraded mode, a list.</summary>
/// <param name="lists">Null: not in degraded mode.</param>
sealed class ValidityQuestion(
    ValidityCheck.ValidityCheckClient jpki, EvidenceCheck evidence, TimeProvider clock, ILogger<ValidityQuestion> log, HeldLists? lists = null)
{
    /// <param name="again">Whether it is the second question, after payment.</param>
    /// <exception cref="FlowException">CertificateRevoked, CertificateOnHold, CertificateUnknown, or JpkiUnreachable when nothing can be believed.</exception>
    public async Task<ValidityProof> AskAsync(CheckedCertificate certificate, byte[] nonce, bool again, CancellationToken stop)
    {
        var question = new OcspRequest { Der = UnsafeByteOperations.UnsafeWrap(certificate.Ask(nonce)) };
        OcspResponse answer;
        try
        {
            answer = again ? await jpki.CheckAgainAsync(question, cancellationToken: stop) : await jpki.CheckAsync(question, cancellationToken: stop);
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.JpkiUnreachable && lists?.Of(certificate.Issuer) is not null)
        {
            var list = lists.Of(certificate.Issuer)!;
            evidence.CheckList(certificate, list, clock.GetUtcNow());
            CentreLog.Degraded(log);
            return new ValidityProof(ByteString.Empty, UnsafeByteOperations.UnsafeWrap(list));
        }

        // An answer that is not believed is no reason to look elsewhere: who could alter it could hold it back as well.
        evidence.CheckStatus(certificate, answer.Der.Memory, nonce, clock.GetUtcNow());
        return new ValidityProof(answer.Der, ByteString.Empty);
    }
}
