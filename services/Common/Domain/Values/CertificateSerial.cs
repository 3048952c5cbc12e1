using System.Buffers.Binary;

namespace KioskSim.Domain.Values;

/// <summary>
/// Serial number of a certificate: all that JPKI is asked about (000-49) and by which a city finds its resident. Short, as the real
/// ones: 1 to 2⁶³−1.
/// </summary>
public readonly record struct CertificateSerial : IComparable<CertificateSerial>
{
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public CertificateSerial(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        Value = value;
    }

    public long Value { get; }

    /// <param name="integer">Content of a DER INTEGER, as it stands in certificates and OCSP requests.</param>
    /// <returns>False for a number that no certificate of ours can have.</returns>
    public static bool TryFromDer(ReadOnlySpan<byte> integer, out CertificateSerial serial)
    {
        serial = default;
        if (integer.Length is 0 or > sizeof(long))
            return false;
        long value = 0;
        foreach (var b in integer)
            value = value << 8 | b;
        if ((integer[0] & 0x80) != 0 || value == 0)
            return false;
        serial = new CertificateSerial(value);
        return true;
    }

    /// <summary>Content of a DER INTEGER: big-endian, the shortest form.</summary>
    public byte[] ToDer()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Value);
        var first = 0;
        while (bytes[first] == 0 && (bytes[first + 1] & 0x80) == 0)
            first++;
        return bytes[first..].ToArray();
    }

    public int CompareTo(CertificateSerial other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString("X");
}
