using System.Formats.Asn1;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Ocsp;

/// <summary>The nonce extension of RFC 9654: an octet string of 1 to 128 bytes inside the extension's own.</summary>
static class OcspNonce
{
    const int Longest = 128;

    /// <summary>The nonce, or empty when there is none. Nothing else may be critical: nobody here would understand it.</summary>
    public static ReadOnlyMemory<byte> FindIn(Dictionary<string, ExtensionValue> extensions)
    {
        ReadOnlyMemory<byte> nonce = default;
        foreach (var (identifier, extension) in extensions)
        {
            if (identifier == Oids.OcspNonce)
                nonce = Read(extension);
            else if (extension.Critical)
                throw new AsnContentException("A critical extension that is not known.");
        }

        return nonce;
    }

    /// <summary>Extensions with the nonce alone, in the field's tag. Writes nothing when the nonce is empty.</summary>
    public static void Write(AsnWriter writer, Asn1Tag field, ReadOnlySpan<byte> nonce)
    {
        if (nonce.IsEmpty)
            return;
        using (writer.PushSequence(field))
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(Oids.OcspNonce);
            using (writer.PushOctetString())
                writer.WriteOctetString(nonce);
        }
    }

    static ReadOnlyMemory<byte> Read(ExtensionValue extension)
    {
        var reader = extension.Reader();
        var nonce = reader.ReadOctets();
        reader.ThrowIfNotEmpty();
        return nonce.Length is > 0 and <= Longest ? nonce : throw new AsnContentException("A nonce of another size.");
    }
}
