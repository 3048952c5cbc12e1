using System.Security.Cryptography;

namespace KioskSim.Card.Applet;

/// <summary>One key on the card, its certificate and the PIN that guards it (000-16).</summary>
public sealed class CardCredential
{
    /// <summary>READ BINARY counts offsets in 15 bits.</summary>
    const int LongestFile = 0x7FFF;

    readonly Lazy<CardKey> _key;

    /// <param name="certificate">The certificate, DER.</param>
    /// <param name="issuerCertificate">The certificate of the authority that issued it, DER.</param>
    /// <param name="privateKey">RSA-2048, PKCS#8 DER. Never leaves the card.</param>
    /// <exception cref="ArgumentException">A file is empty or too long to be read by the applet's commands.</exception>
    public CardCredential(
        ReadOnlyMemory<byte> certificate, ReadOnlyMemory<byte> issuerCertificate, ReadOnlyMemory<byte> privateKey, CardPin pin)
    {
        Certificate = File(certificate, nameof(certificate));
        IssuerCertificate = File(issuerCertificate, nameof(issuerCertificate));
        PrivateKey = File(privateKey, nameof(privateKey));
        Pin = pin;
        _key = new Lazy<CardKey>(() => new CardKey(PrivateKey.Span));
    }

    // The same key behind another state of its PIN.
    CardCredential(CardCredential same, CardPin pin) =>
        (Certificate, IssuerCertificate, PrivateKey, Pin, _key) = (same.Certificate, same.IssuerCertificate, same.PrivateKey, pin, same._key);

    public ReadOnlyMemory<byte> Certificate { get; }

    public ReadOnlyMemory<byte> IssuerCertificate { get; }

    public CardPin Pin { get; }

    internal ReadOnlyMemory<byte> PrivateKey { get; }

    /// <summary>In working form, made when the chip first has power and there for as long as the card: the chip does not read it anew either.</summary>
    /// <exception cref="CryptographicException">Not an RSA-2048 private key in PKCS#8.</exception>
    internal CardKey Key => _key.Value;

    internal CardCredential With(CardPin pin) => new(this, pin);

    static ReadOnlyMemory<byte> File(ReadOnlyMemory<byte> bytes, string name) =>
        bytes.Length is > 0 and <= LongestFile
            ? bytes
            : throw new ArgumentException($"A file on the card has 1 to {LongestFile} bytes; got {bytes.Length}.", name);
}
