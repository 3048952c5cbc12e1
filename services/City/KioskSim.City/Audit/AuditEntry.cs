using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace KioskSim.City.Audit;

/// <summary>One entry of a city's audit, a link of its chain.</summary>
/// <param name="Municipality">Whose chain it is in.</param>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">Milliseconds since 1970.</param>
/// <param name="Event">An <see cref="AuditEvent"/>.</param>
/// <param name="Resident">The city's own number of the person.</param>
/// <param name="Previous">Hash of the entry before; <see cref="Beginning"/> for the first.</param>
/// <param name="Hash">What <see cref="ComputeHash"/> gave when the entry was written.</param>
public sealed record AuditEntry(
    string Municipality, long Number, long At, long Event, string? Session, long? Resident, string Reason, byte[] Previous, byte[] Hash)
{
    /// <summary>Bytes of a hash: SHA-256.</summary>
    public const int HashSize = SHA256.HashSizeInBytes;

    /// <summary>What the first entry of a chain follows.</summary>
    public static byte[] Beginning { get; } = new byte[HashSize];

    static ReadOnlySpan<byte> Purpose => "KioskSim audit 1"u8;

    /// <summary>
    /// SHA-256 over the canonical form that docs/audit-events.md gives: purpose, previous hash, then the fields from the municipality to
    /// the reason, each with its length before it.
    /// </summary>
    public byte[] ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Purpose);
        hash.AppendData(Previous);
        foreach (var field in (string?[])[Municipality, Digits(Number), Digits(At), Digits(Event), Session, Digits(Resident), Reason])
            Append(hash, field);
        return hash.GetHashAndReset();
    }

    /// <summary>The entry with the hash that it is to have.</summary>
    public AuditEntry Sealed() => this with { Hash = ComputeHash() };

    static string? Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    // A field that is not there has a length that no text has, so that it differs from an empty one.
    static void Append(IncrementalHash hash, string? field)
    {
        var text = field is null ? [] : Encoding.UTF8.GetBytes(field);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : text.Length);
        hash.AppendData(length);
        hash.AppendData(text);
    }
}
