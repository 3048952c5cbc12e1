using System.Buffers.Binary;

namespace KioskSim.Card.Apdu;

/// <summary>
/// A command APDU in any of the seven forms of ISO/IEC 7816-4, section 5.2: with or without data (Lc), with or without an answer
/// (Le), short or extended. A view of the caller's bytes; nothing is copied.
/// </summary>
readonly ref struct CommandApdu
{
    const int Header = 4;
    const int MostShort = 256;
    const int MostExtended = 65536;

    CommandApdu(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data, int expected)
    {
        Class = header[0];
        Instruction = header[1];
        P1 = header[2];
        P2 = header[3];
        Data = data;
        Expected = expected;
    }

    public byte Class { get; }

    public byte Instruction { get; }

    public byte P1 { get; }

    public byte P2 { get; }

    public ReadOnlySpan<byte> Data { get; }

    /// <summary>Ne: how many bytes of data the reader takes; 0 when the command has no Le.</summary>
    public int Expected { get; }

    /// <returns>False when the lengths do not add up; the card's answer is then 6700.</returns>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out CommandApdu command)
    {
        command = default;
        if (bytes.Length < Header)
            return false;
        var header = bytes[..Header];
        var body = bytes[Header..];
        var extended = body.Length >= 3 && body[0] == 0;
        ReadOnlySpan<byte> data = [];
        var expected = 0;
        var parsed = body.Length switch
        {
            0 => true,
            1 => TryReadExpected(body, MostShort, out expected),
            3 when extended => TryReadExpected(body[1..], MostExtended, out expected),
            _ when extended => TryReadData(body[3..], ReadLength(body[1..]), MostExtended, out data, out expected),
            _ => TryReadData(body[1..], body[0], MostShort, out data, out expected),
        };
        if (parsed)
            command = new CommandApdu(header, data, expected);
        return parsed;
    }

    static bool TryReadData(ReadOnlySpan<byte> rest, int length, int most, out ReadOnlySpan<byte> data, out int expected)
    {
        data = default;
        expected = 0;
        if (length == 0 || rest.Length < length)
            return false;
        data = rest[..length];
        return TryReadExpected(rest[length..], most, out expected);
    }

    // Le is absent, or one byte in a short command and two in an extended one; zero means the most.
    static bool TryReadExpected(ReadOnlySpan<byte> le, int most, out int expected)
    {
        expected = 0;
        if (le.IsEmpty)
            return true;
        if (le.Length != (most == MostShort ? 1 : 2))
            return false;
        expected = most == MostShort ? le[0] : ReadLength(le);
        if (expected == 0)
            expected = most;
        return true;
    }

    static int ReadLength(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
