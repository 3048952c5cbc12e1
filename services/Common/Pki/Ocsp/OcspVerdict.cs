using KioskSim.Domain.Errors;
using KioskSim.Pki.Certificates;

namespace KioskSim.Pki.Ocsp;

/// <summary>What came of checking a response.</summary>
public sealed record OcspVerdict
{
    internal OcspVerdict(OcspFailure failure, OcspResponseStatus responseStatus = OcspResponseStatus.Successful) =>
        (Failure, ResponseStatus, Status) = (failure, responseStatus, CertificateStatus.Unknown);

    internal OcspVerdict(SingleAnswer answer) => (Status, ThisUpdate, NextUpdate) = (answer.Status, answer.ThisUpdate, answer.NextUpdate);

    public OcspFailure Failure { get; }

    /// <summary>What the responder said of the request itself.</summary>
    public OcspResponseStatus ResponseStatus { get; }

    /// <summary>Unknown whenever there was a failure.</summary>
    public CertificateStatus Status { get; }

    public DateTimeOffset ThisUpdate { get; }

    public DateTimeOffset? NextUpdate { get; }

    /// <summary>Fails closed: an answer that is not believed is no answer.</summary>
    /// <exception cref="FlowException">JpkiUnreachable after a failure, or what <see cref="CertificateStatus"/> throws.</exception>
    public void ThrowIfNotGood()
    {
        if (Failure != OcspFailure.None)
            throw new FlowException(FlowErrorCode.JpkiUnreachable, $"OCSP: {Failure}, {ResponseStatus}");
        Status.ThrowIfNotGood();
    }
}
