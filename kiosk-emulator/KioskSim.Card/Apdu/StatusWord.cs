using System.Buffers.Binary;

namespace KioskSim.Card.Apdu;

/// <summary>SW1-SW2 of ISO/IEC 7816-4, section 5.6.</summary>
public readonly record struct StatusWord(ushort Value)
{
    public const int Size = 2;

    public static StatusWord Ok => new(0x9000);

    public static StatusWord WrongLength => new(0x6700);

    /// <summary>The file is not of the kind that the command works on.</summary>
    public static StatusWord WrongFileKind => new(0x6981);

    public static StatusWord PinNeeded => new(0x6982);

    /// <summary>What was to prove a right to the command did not.</summary>
    public static StatusWord NotAuthenticated => new(0x6300);

    public static StatusWord PinLocked => new(0x6983);

    public static StatusWord NoFileSelected => new(0x6986);

    public static StatusWord NotFound => new(0x6A82);

    public static StatusWord WrongParameters => new(0x6A86);

    public static StatusWord BeyondEndOfFile => new(0x6B00);

    /// <summary>The answer is 256 bytes long and fewer were asked for.</summary>
    public static StatusWord AskFor256 => new(0x6C00);

    public static StatusWord InstructionUnknown => new(0x6D00);

    public static StatusWord ClassUnknown => new(0x6E00);

    /// <summary>63Cx: so many tries are left; 63C0 says locked.</summary>
    public static StatusWord TriesLeft(int tries) => new((ushort)(0x63C0 | tries));

    /// <summary>The x of 63Cx.</summary>
    public bool IsTriesLeft(out int tries)
    {
        tries = Value & 0x0F;
        return (Value & 0xFFF0) == 0x63C0;
    }

    /// <summary>The last two bytes of an answer.</summary>
    public static StatusWord Of(ReadOnlySpan<byte> response) => new(BinaryPrimitives.ReadUInt16BigEndian(response[^Size..]));

    /// <summary>Writes the status word behind <paramref name="data"/> bytes of data.</summary>
    /// <returns>The length of the whole answer.</returns>
    internal int WriteTo(Span<byte> response, int data = 0)
    {
        BinaryPrimitives.WriteUInt16BigEndian(response[data..], Value);
        return data + Size;
    }

    public override string ToString() => Value.ToString("X4");
}
