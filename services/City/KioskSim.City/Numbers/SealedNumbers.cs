using System.Security.Cryptography;
using System.Text;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Numbers;

/// <summary>
/// Individual numbers at rest: AES-256-GCM, bound to city and resident, the key outside the database (000-43). A number moved to
/// another row does not open.
/// </summary>
public sealed class SealedNumbers : IDisposable
{
    public const int KeySize = 32;
    const int NonceSize = 12;
    const int TagSize = 16;
    const int NumberSize = 12;

    readonly AesGcm _key;
    readonly Entropy _entropy;

    /// <param name="key"><see cref="KeySize"/> bytes.</param>
    public SealedNumbers(ReadOnlySpan<byte> key, Entropy entropy)
    {
        if (key.Length != KeySize)
            throw new ArgumentException($"The key for individual numbers is {KeySize} bytes; got {key.Length}.", nameof(key));
        _key = new AesGcm(key, TagSize);
        _entropy = entropy;
    }

    /// <returns>nonce ‖ ciphertext ‖ tag, 40 bytes.</returns>
    public byte[] Seal(MunicipalityCode municipality, ResidentId resident, IndividualNumber number)
    {
        var box = new byte[NonceSize + NumberSize + TagSize];
        var nonce = box.AsSpan(0, NonceSize);
        _entropy.Fill(nonce);
        _key.Encrypt(
            nonce, Encoding.ASCII.GetBytes(number.Reveal()), box.AsSpan(NonceSize, NumberSize), box.AsSpan(NonceSize + NumberSize), Binding(municipality, resident));
        return box;
    }

    /// <exception cref="CryptographicException">Altered, of another resident or city, or under another key.</exception>
    internal IndividualNumber Open(MunicipalityCode municipality, ResidentId resident, ReadOnlySpan<byte> box)
    {
        if (box.Length != NonceSize + NumberSize + TagSize)
            throw new CryptographicException("A sealed number has another length.");
        Span<byte> digits = stackalloc byte[NumberSize];
        _key.Decrypt(box[..NonceSize], box.Slice(NonceSize, NumberSize), box[(NonceSize + NumberSize)..], digits, Binding(municipality, resident));
        return IndividualNumber.TryParse(Encoding.ASCII.GetString(digits), out var number)
            ? number
            : throw new CryptographicException("What was sealed is no individual number.");
    }

    public void Dispose() => _key.Dispose();

    static byte[] Binding(MunicipalityCode municipality, ResidentId resident) => Encoding.ASCII.GetBytes($"individual number {municipality} {resident}");
}
