using System.Security.Cryptography;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Store;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// Lets a city's counter set a new PIN on a card whose holder stands there. Every card has a key of its own, derived from one that
/// never leaves JPKI. Safe for concurrent use.
/// </summary>
public sealed class UnlockDesk(CertificateStore store, Entropy entropy)
{
    readonly byte[] _master = store.UnlockMaster(() => entropy.Bytes(UnlockCode.KeySize));

    /// <summary>The key that is put into a card when it is made.</summary>
    public byte[] KeyFor(CertificateSerial serial) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _master, UnlockCode.KeySize, info: serial.ToDer());

    /// <summary>Answers a card's challenge.</summary>
    /// <param name="serial">The certificate for user authentication in the card.</param>
    /// <exception cref="FlowException">
    /// CertificateUnknown. CertificateRevoked, CertificateOnHold: whoever stands there with a card that was reported lost gets no PIN for it.
    /// BadRequest: no such PIN, or no challenge.
    /// </exception>
    public byte[] Authorise(CertificateSerial serial, CardPinKind pin, ReadOnlySpan<byte> challenge)
    {
        if (!Enum.IsDefined(pin) || challenge.Length != UnlockCode.ChallengeSize)
            throw new FlowException(FlowErrorCode.BadRequest, $"a PIN of the card, and its challenge of {UnlockCode.ChallengeSize} bytes");
        if (store.Find(serial) is not { Purpose: CertificatePurpose.UserAuthentication } record)
            throw new FlowException(FlowErrorCode.CertificateUnknown);
        record.Status.ThrowIfNotGood();
        return UnlockCode.Compute(KeyFor(serial), (ushort)pin, challenge);
    }
}
