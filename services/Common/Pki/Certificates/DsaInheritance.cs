using System.Security.Cryptography;
using KioskSim.Pki.Der;

namespace KioskSim.Pki.Certificates;

/// <summary>A DSA key that stands in its certificate without parameters and has those of its issuer (RFC 3279, section 2.3.2).</summary>
static class DsaInheritance
{
    /// <param name="key">Takes the key; disposed when there is none to take.</param>
    /// <param name="bits">The public value as an INTEGER, DER.</param>
    public static bool TryImport(DSA key, ReadOnlyMemory<byte> bits, DSA? issuer)
    {
        if (issuer is null || !DerInput.TryRead(bits, bits.Length, reader => new Value(reader.ReadIntegerBytes()), out var value))
            return Refuse(key);
        var parameters = issuer.ExportParameters(includePrivateParameters: false);
        var digits = value.Bytes.Span.TrimStart((byte)0);
        if (digits.Length > parameters.P!.Length)
            return Refuse(key);
        parameters.Y = new byte[parameters.P.Length];
        digits.CopyTo(parameters.Y.AsSpan(parameters.Y.Length - digits.Length));
        try
        {
            key.ImportParameters(parameters);
            return true;
        }
        catch (CryptographicException)
        {
            return Refuse(key);
        }
    }

    static bool Refuse(DSA key)
    {
        key.Dispose();
        return false;
    }

    sealed record Value(ReadOnlyMemory<byte> Bytes);
}
