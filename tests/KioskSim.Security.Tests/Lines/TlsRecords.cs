using System.Buffers.Binary;

namespace KioskSim.Security.Tests.Lines;

/// <summary>What a recording of one direction says about itself to somebody without keys (RFC 8446, sections 4 and 5).</summary>
static class TlsRecords
{
    public const byte ChangeCipherSpec = 20;
    public const byte Handshake = 22;
    public const byte ApplicationData = 23;

    const int Header = 5;

    // The extension supported_versions of a ServerHello, which names the one chosen: TLS 1.3.
    static ReadOnlySpan<byte> Tls13Chosen => [0x00, 0x2B, 0x00, 0x02, 0x03, 0x04];

    /// <summary>Types of the records, in order; the last may be cut off.</summary>
    /// <exception cref="InvalidDataException">Something else than TLS is on the line.</exception>
    public static IReadOnlyList<byte> Types(ReadOnlySpan<byte> recording)
    {
        List<byte> types = [];
        while (recording.Length >= Header)
        {
            if (recording[1] != 3)
                throw new InvalidDataException($"After {types.Count} records something is on the line that is no TLS.");
            types.Add(recording[0]);
            var length = Header + BinaryPrimitives.ReadUInt16BigEndian(recording[3..]);
            recording = recording[Math.Min(length, recording.Length)..];
        }

        return types;
    }

    /// <summary>Whether the service's side chose TLS 1.3 in its first record.</summary>
    public static bool IsTls13(ReadOnlySpan<byte> toCaller) =>
        toCaller.Length > Header && toCaller[..Math.Min(toCaller.Length, Header + BinaryPrimitives.ReadUInt16BigEndian(toCaller[3..]))].IndexOf(Tls13Chosen) >= 0;
}
