using System.Security.Cryptography;
using KioskSim.Domain.Randomness;

namespace KioskSim.Domain.Values;

/// <summary>One visit of one citizen to one kiosk: 16 random bytes, 32 hex digits in text. Says nothing about the person.</summary>
public readonly record struct SessionId(UInt128 Value)
{
    public const int Size = 16;

    public static SessionId New(Entropy entropy)
    {
        Span<byte> bytes = stackalloc byte[Size];
        entropy.Fill(bytes);
        return FromBytes(bytes);
    }

    /// <exception cref="ArgumentException">Not 16 bytes.</exception>
    public static SessionId FromBytes(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Size
            ? new SessionId(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes))
            : throw new ArgumentException($"A session id is {Size} bytes; got {bytes.Length}.", nameof(bytes));

    public static SessionId Parse(string hex) => FromBytes(Convert.FromHexString(hex));

    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return bytes;
    }

    public override string ToString() => Value.ToString("x32");
}

/// <summary>A kiosk, as its certificate on the store line names it: letters, digits and hyphens, at most 32.</summary>
public readonly record struct KioskId
{
    readonly string? _name;

    public KioskId(string name) =>
        _name = IsValid(name) ? name : throw new ArgumentException("A kiosk id is 1 to 32 letters, digits or hyphens.", nameof(name));

    public static bool TryParse(string? text, out KioskId kiosk)
    {
        var valid = IsValid(text);
        kiosk = valid ? new KioskId(text!) : default;
        return valid;
    }

    static bool IsValid(string? name) => name is { Length: >= 1 and <= 32 } && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    public override string ToString() => _name ?? throw new InvalidOperationException("This kiosk id was never set.");
}

/// <summary>
/// What the receipt shows and the clerk refunds by (002-13): kiosk, and a number taken from the session, of which the clerk learns nothing about the
/// person. It is short: among 120,000 sessions of a kiosk two share one as often as not, so that the centre begins none whose receipt is another's.
/// </summary>
public readonly record struct ReceiptNumber(string Text)
{
    public static ReceiptNumber Of(KioskId kiosk, SessionId session)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(session.ToBytes(), digest);
        var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(digest) % 10_000_000_000;
        return new ReceiptNumber($"{kiosk}-{number:D10}");
    }

    public override string ToString() => Text;
}
