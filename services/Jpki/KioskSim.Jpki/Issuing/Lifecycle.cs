using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// What happens to a certificate after its issue: held, released, revoked. The certificate for user authentication stands for the card
/// that it is in, so what happens to it happens to the signing certificate beside it, and to the one in the holder's phone; not the other
/// way round. Safe for concurrent use.
/// Refusals are <see cref="FlowException"/>.
/// </summary>
public sealed class Lifecycle(CertificateStore store)
{
    /// <summary>一時保留, as the 24-hour line does it: takes effect at once and can be taken back.</summary>
    /// <returns>False when it was on hold already.</returns>
    /// <exception cref="FlowException">CertificateUnknown; CertificateRevoked.</exception>
    public bool Hold(CertificateSerial serial, DateTimeOffset at) => store.Change(serial, record => record switch
    {
        { Revocation: null } => record with { Revocation = new Revocation(RevocationReason.CertificateHold, Authority.WholeSeconds(at)) },
        { Revocation.IsHold: true } => record,
        _ => UnlessNamed(record, serial),
    }) > 0;

    /// <summary>Takes a hold back, as a city's counter does it for a holder who stands there.</summary>
    /// <returns>False when it was not on hold.</returns>
    /// <exception cref="FlowException">CertificateUnknown; CertificateRevoked: that is for good.</exception>
    public bool Release(CertificateSerial serial)
    {
        DateTimeOffset? heldSince = null;
        return store.Change(serial, record =>
        {
            if (record.Serial == serial)
            {
                heldSince = record.Revocation?.At;
                CheckCardOf(record);
            }

            return record switch
            {
                { Revocation: null } => record,
                { Revocation: { IsHold: true, At: var since } } => since == heldSince ? record with { Revocation = null } : record, // a phone lost by itself stays held
                _ => UnlessNamed(record, serial),
            };
        }) > 0;
    }

    /// <summary>Revokes for good, from good or from hold.</summary>
    /// <returns>False when it was revoked already; the first cause and time stand.</returns>
    /// <exception cref="FlowException">CertificateUnknown; BadRequest: a cause that does not fit.</exception>
    public bool Revoke(CertificateSerial serial, RevocationCause cause, DateTimeOffset at)
    {
        if (!Enum.IsDefined(cause) || cause is RevocationCause.Renewed or RevocationCause.AttributesChanged)
            throw new FlowException(FlowErrorCode.BadRequest, "no cause for which a counter revokes");
        return Revoke(serial, cause.Reason(), cause, at);
    }

    /// <summary>Revokes for good, for a reason in the words of RFC 5280.</summary>
    /// <param name="cause">Null: nobody said.</param>
    /// <returns>False when it was revoked already; the first reason and time stand.</returns>
    /// <exception cref="FlowException">CertificateUnknown.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A reason that does not revoke: a hold, or removal from the list.</exception>
    public bool Revoke(CertificateSerial serial, RevocationReason reason, RevocationCause? cause, DateTimeOffset at)
    {
        if (!Enum.IsDefined(reason) || reason is RevocationReason.CertificateHold or RevocationReason.RemoveFromList)
            throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason to revoke for good.");
        return store.Change(serial, record => RevokedUnlessAlready(record, reason, cause, at)) > 0;
    }

    /// <summary>
    /// Name, address, date of birth or sex of a holder changed: what names them is revoked, what does not stays good. Whether the
    /// holder may still get certificates in the old city is that city's to know.
    /// </summary>
    /// <param name="serial">The certificate for user authentication of the holder's card.</param>
    /// <returns>How many signing certificates were revoked.</returns>
    /// <exception cref="FlowException">CertificateUnknown.</exception>
    public int ReportChange(CertificateSerial serial, DateTimeOffset at) => store.Change(serial, record =>
        record.Purpose == CertificatePurpose.Signing ? RevokedUnlessAlready(record, RevocationCause.AttributesChanged.Reason(), RevocationCause.AttributesChanged, at) : record);

    // What lies beside a card is not better than the card.
    void CheckCardOf(CertificateRecord record)
    {
        if (record.Beside is { } card)
            store.Find(card)?.Status.ThrowIfNotGood();
    }

    static CertificateRecord RevokedUnlessAlready(CertificateRecord record, RevocationReason reason, RevocationCause? cause, DateTimeOffset at) =>
        record.Revocation is null or { IsHold: true }
            ? record with { Revocation = new Revocation(reason, Authority.WholeSeconds(at)), Cause = cause }
            : record;

    // A signing certificate that was revoked before stays so, and is no reason to refuse the card.
    static CertificateRecord UnlessNamed(CertificateRecord record, CertificateSerial named) =>
        record.Serial == named ? throw new FlowException(FlowErrorCode.CertificateRevoked) : record;
}
