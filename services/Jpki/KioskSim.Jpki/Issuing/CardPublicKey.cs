using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.Pki.Profile;

namespace KioskSim.Jpki.Issuing;

/// <summary>The public key that a card sends to be certified: RSA-2048 with exponent 65537, nothing else.</summary>
static class CardPublicKey
{
    const int LongestEncoding = 512;

    static ReadOnlySpan<byte> Exponent => [1, 0, 1];

    /// <exception cref="FlowException">BadRequest.</exception>
    public static PublicKey Read(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        try
        {
            if (subjectPublicKeyInfo.Length <= LongestEncoding)
            {
                var key = PublicKey.CreateFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out var read);
                using var rsa = key.GetRSAPublicKey();
                if (read == subjectPublicKeyInfo.Length && rsa?.KeySize == JpkiProfile.KeyBits && HasUsualExponent(rsa))
                    return key;
            }
        }
        catch (CryptographicException)
        {
            // Not a key.
        }

        throw new FlowException(FlowErrorCode.BadRequest, "a card's key is RSA-2048 with exponent 65537");
    }

    static bool HasUsualExponent(RSA key) =>
        key.ExportParameters(includePrivateParameters: false).Exponent.AsSpan().SequenceEqual(Exponent);
}
