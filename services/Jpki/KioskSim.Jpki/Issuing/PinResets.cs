using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// New PINs at a kiosk: reserved in the phone's app, where the card shows by the key of the other PIN that its holder is there, and good
/// for 24 hours and one answer to the card's challenge. Safe for concurrent use. Refusals are <see cref="FlowException"/>.
/// </summary>
public sealed class PinResets(CertificateStore store, UnlockDesk unlock, HolderProofs proofs)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>Writes a reservation down, in the place of an earlier one for the same card.</summary>
    /// <param name="forgotten">The PIN that is to be set anew.</param>
    /// <param name="proof">The certificate whose key signed: the one that the other PIN guards.</param>
    /// <param name="signature">Over <see cref="PinResetProof.Digest"/>.</param>
    /// <returns>Until when it is good.</returns>
    /// <exception cref="FlowException">As <see cref="HolderProofs"/> refuses; BadRequest: no such PIN.</exception>
    public DateTimeOffset Reserve(
        CardPinKind forgotten, ReadOnlySpan<byte> nonce, CertificateSerial proof, ReadOnlySpan<byte> signature, DateTimeOffset at)
    {
        proofs.TakeNonce(nonce);
        if (!Enum.IsDefined(forgotten))
            throw new FlowException(FlowErrorCode.BadRequest, "no such PIN");
        var purpose = PurposeOf(PinResetProof.GivenBy(forgotten));
        var card = proofs.Check(proof, purpose, PinResetProof.Digest(forgotten, nonce), signature, at);
        var until = Authority.WholeSeconds(at) + Life;
        store.Reserve(card, forgotten, until);
        return until;
    }

    /// <summary>Which PIN of a card may be set anew now.</summary>
    /// <param name="card">Its certificate for user authentication.</param>
    /// <exception cref="FlowException">
    /// PinResetNotReserved, PinResetExpired; CertificateUnknown, CertificateExpired, CertificateRevoked, CertificateOnHold.
    /// </exception>
    public CardPinKind Find(CertificateSerial card, DateTimeOffset at)
    {
        Card(card).CheckGood(at);
        var (pin, until) = store.FindReservation(card) ?? throw new FlowException(FlowErrorCode.PinResetNotReserved);
        return at <= until ? pin : throw new FlowException(FlowErrorCode.PinResetExpired);
    }

    /// <summary>Answers the card's challenge, once: the reservation is gone then, whatever becomes of the answer.</summary>
    /// <exception cref="FlowException">As <see cref="Find"/>; PinResetNotReserved also for the other PIN; BadRequest: no challenge.</exception>
    public byte[] TakeCode(CertificateSerial card, CardPinKind pin, ReadOnlySpan<byte> challenge, DateTimeOffset at)
    {
        if (Find(card, at) != pin)
            throw new FlowException(FlowErrorCode.PinResetNotReserved, "it is for the other PIN");
        var code = unlock.Authorise(card, pin, challenge);
        return store.TakeReservation(card, pin, at) ? code : throw new FlowException(FlowErrorCode.PinResetNotReserved, "it has just been used");
    }

    CertificateRecord Card(CertificateSerial serial) =>
        store.Find(serial) is { Purpose: CertificatePurpose.UserAuthentication } record ? record : throw new FlowException(FlowErrorCode.CertificateUnknown);

    static CertificatePurpose PurposeOf(CardPinKind guardedBy) =>
        guardedBy == CardPinKind.Signing ? CertificatePurpose.Signing : CertificatePurpose.UserAuthentication;
}
