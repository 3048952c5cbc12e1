using System.Buffers.Binary;
using System.Security.Cryptography;

namespace KioskSim.Envelope.Hpke;

/// <summary>
/// One end of an HPKE conversation (RFC 9180, base mode; DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM). Messages are sealed
/// and opened in sequence. Everything secret is wiped on <see cref="Dispose"/>.
/// </summary>
public sealed class HpkeContext : IDisposable
{
    public const int TagSize = 16;
    const int KeySize = 32;
    const int NonceSize = 12;
    const int HashSize = 32;

    static readonly LabeledKdf Kdf = new("HPKE\x00\x10\x00\x01\x00\x02"u8);

    readonly AesGcm _aead;
    // Pinned: the collector leaves no copies of them behind.
    readonly byte[] _baseNonce = GC.AllocateArray<byte>(NonceSize, pinned: true);
    readonly byte[] _exporterSecret = GC.AllocateArray<byte>(HashSize, pinned: true);
    ulong _sequence;

    HpkeContext(ReadOnlySpan<byte> sharedSecret, ReadOnlySpan<byte> info)
    {
        Span<byte> context = stackalloc byte[1 + 2 * HashSize];
        Span<byte> secret = stackalloc byte[HashSize];
        Span<byte> key = stackalloc byte[KeySize];
        try
        {
            context[0] = 0; // mode_base
            Kdf.Extract([], "psk_id_hash"u8, [], context[1..]);
            Kdf.Extract([], "info_hash"u8, info, context[(1 + HashSize)..]);
            Kdf.Extract(sharedSecret, "secret"u8, [], secret);
            Kdf.Expand(secret, "key"u8, context, key);
            Kdf.Expand(secret, "base_nonce"u8, context, _baseNonce);
            Kdf.Expand(secret, "exp"u8, context, _exporterSecret);
            _aead = new AesGcm(key, TagSize);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>SetupBaseS. The ephemeral key must be used for this one context only.</summary>
    /// <param name="recipient">The recipient's public key, 65 bytes.</param>
    /// <param name="info">What the conversation is for.</param>
    /// <param name="ephemeral">A fresh key pair; stays the caller's to dispose.</param>
    /// <param name="enc">Receives the encapsulated key, 65 bytes, to be sent along.</param>
    /// <exception cref="CryptographicException">The recipient's key is not a point of P-256.</exception>
    public static HpkeContext ForSender(ReadOnlySpan<byte> recipient, ReadOnlySpan<byte> info, ECDiffieHellman ephemeral, Span<byte> enc)
    {
        Span<byte> sharedSecret = stackalloc byte[DhKem.SecretSize];
        try
        {
            DhKem.Encapsulate(ephemeral, recipient, enc, sharedSecret);
            return new HpkeContext(sharedSecret, info);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }
    }

    /// <summary>SetupBaseR.</summary>
    /// <exception cref="CryptographicException">The encapsulated key is not a point of P-256.</exception>
    public static HpkeContext ForRecipient(ECDiffieHellman recipient, ReadOnlySpan<byte> enc, ReadOnlySpan<byte> info)
    {
        Span<byte> sharedSecret = stackalloc byte[DhKem.SecretSize];
        try
        {
            DhKem.Decapsulate(recipient, enc, sharedSecret);
            return new HpkeContext(sharedSecret, info);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(sharedSecret);
        }
    }

    /// <param name="aad">Bound to the message, sent in clear.</param>
    /// <param name="plaintext">The message.</param>
    /// <param name="ciphertext">Plaintext length + <see cref="TagSize"/>.</param>
    public void Seal(ReadOnlySpan<byte> aad, ReadOnlySpan<byte> plaintext, Span<byte> ciphertext)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        NextNonce(nonce);
        _aead.Encrypt(nonce, plaintext, ciphertext[..plaintext.Length], ciphertext.Slice(plaintext.Length, TagSize), aad);
        _sequence++;
    }

    /// <param name="aad">As the sender gave it.</param>
    /// <param name="ciphertext">As received.</param>
    /// <param name="plaintext">Ciphertext length − <see cref="TagSize"/>; may be memory outside the heap. Cleared when the tag is wrong.</param>
    /// <exception cref="CryptographicException">Too short, altered, out of sequence, or sealed for somebody else.</exception>
    public void Open(ReadOnlySpan<byte> aad, ReadOnlySpan<byte> ciphertext, Span<byte> plaintext)
    {
        if (ciphertext.Length < TagSize)
            throw new AuthenticationTagMismatchException("The sealed message is shorter than its tag.");
        Span<byte> nonce = stackalloc byte[NonceSize];
        NextNonce(nonce);
        _aead.Decrypt(nonce, ciphertext[..^TagSize], ciphertext[^TagSize..], plaintext[..(ciphertext.Length - TagSize)], aad);
        _sequence++;
    }

    /// <summary>A secret that both ends derive for another use (RFC 9180 section 5.3).</summary>
    public void Export(ReadOnlySpan<byte> exporterContext, Span<byte> secret) => Kdf.Expand(_exporterSecret, "sec"u8, exporterContext, secret);

    public void Dispose()
    {
        _aead.Dispose();
        CryptographicOperations.ZeroMemory(_baseNonce);
        CryptographicOperations.ZeroMemory(_exporterSecret);
    }

    void NextNonce(Span<byte> nonce)
    {
        if (_sequence == ulong.MaxValue)
            throw new CryptographicException("This HPKE context has sealed all the messages it may.");
        _baseNonce.CopyTo(nonce);
        var tail = BinaryPrimitives.ReadUInt64BigEndian(nonce[4..]);
        BinaryPrimitives.WriteUInt64BigEndian(nonce[4..], tail ^ _sequence);
    }
}
