using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// New PINs at a kiosk: reserved in the phone's app, where the card shows by the key of the other PIN that its holder is there, and good
/// for 24 hours and one answer to the card's challenge. Safe for concurrent use. Refusals are <see cref="FlowException"/>.
/// </summary>
public sealed class PinResets(CertificateStore store, UnlockDesk unlock, ProofNonces nonces)
{
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    /// <summary>What the card signs next.</summary>
    public byte[] NewNonce() => nonces.New();

    /// <summary>Writes a reservation down, in the place of an earlier one for the same card.</summary>
    /// <param name="forgotten">The PIN that is to be set anew.</param>
    /// <param name="proof">The certificate whose key signed: the one that the other PIN guards. JPKI looks at its own copy of it.</param>
    /// <param name="signature">Over <see cref="PinResetProof.Digest"/>.</param>
    /// <returns>Until when it is good.</returns>
    /// <exception cref="FlowException">
    /// SessionExpired: the nonce. CertificateUnknown, CertificateInvalid: of another purpose. SignatureInvalid. CertificateExpired,
    /// CertificateRevoked, CertificateOnHold: of one of the card's certificates. BadRequest: no such PIN.
    /// </exception>
    public DateTimeOffset Reserve(
        CardPinKind forgotten, ReadOnlySpan<byte> nonce, CertificateSerial proof, ReadOnlySpan<byte> signature, DateTimeOffset at)
    {
        nonces.Take(nonce); // right or wrong, it is used
        if (!Enum.IsDefined(forgotten))
            throw new FlowException(FlowErrorCode.BadRequest, "no such PIN");
        var signer = store.Find(proof) ?? throw new FlowException(FlowErrorCode.CertificateUnknown);
        if (signer.Purpose != PurposeOf(PinResetProof.GivenBy(forgotten)))
            throw new FlowException(FlowErrorCode.CertificateInvalid, "the other PIN's key signs");
        CheckSignature(proof, PinResetProof.Digest(forgotten, nonce), signature);
        var (card, signing) = signer.Purpose == CertificatePurpose.Signing ? (CardBeside(signer), signer) : (signer, SigningBeside(signer));
        CheckGood(card, at);
        CheckGood(signing, at); // one of them shows who asks, and nobody needs the PIN of a key that is worth nothing

        var until = Authority.WholeSeconds(at) + Life;
        store.Reserve(card.Serial, forgotten, until);
        return until;
    }

    /// <summary>Which PIN of a card may be set anew now.</summary>
    /// <param name="card">Its certificate for user authentication.</param>
    /// <exception cref="FlowException">
    /// PinResetNotReserved, PinResetExpired; CertificateUnknown, CertificateExpired, CertificateRevoked, CertificateOnHold.
    /// </exception>
    public CardPinKind Find(CertificateSerial card, DateTimeOffset at)
    {
        CheckGood(Card(card), at);
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

    CertificateRecord CardBeside(CertificateRecord signing) =>
        signing.Beside is { } card ? Card(card) : throw new FlowException(FlowErrorCode.CertificateInvalid, "a signing certificate in no card");

    CertificateRecord SigningBeside(CertificateRecord card) =>
        store.FindBeside(card.Serial).Where(r => r.Purpose == CertificatePurpose.Signing).MaxBy(r => r.NotBefore)
        ?? throw new FlowException(FlowErrorCode.CertificateInvalid, "the card has no signing certificate");

    void CheckSignature(CertificateSerial serial, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        if (!ParsedCertificate.TryParse(store.FindCertificate(serial), out var certificate)
            || !VerificationKey.TryImport(certificate.SubjectPublicKeyInfo.Span, out var key))
            throw new FlowException(FlowErrorCode.CertificateUnknown, "its card has not been made");
        using (key)
        {
            if (!key.VerifyHash(digest, signature))
                throw new FlowException(FlowErrorCode.SignatureInvalid);
        }
    }

    static void CheckGood(CertificateRecord record, DateTimeOffset at)
    {
        if (at > record.NotAfter)
            throw new FlowException(FlowErrorCode.CertificateExpired);
        record.Status.ThrowIfNotGood();
    }

    static CertificatePurpose PurposeOf(CardPinKind guardedBy) =>
        guardedBy == CardPinKind.Signing ? CertificatePurpose.Signing : CertificatePurpose.UserAuthentication;
}
