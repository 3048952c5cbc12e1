using System.Buffers.Binary;

namespace KioskSim.Ipp;

/// <summary>Walks over received bytes; running out of them is a <see cref="FormatException"/>.</summary>
ref struct IppReader(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));

    public int Int32() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    public ReadOnlySpan<byte> Field(int longest)
    {
        var length = UInt16();
        return length <= longest ? Take(length) : throw new FormatException($"An IPP field of {length} bytes is longer than {longest}.");
    }

    ReadOnlySpan<byte> Take(int count)
    {
        if (_bytes.Length - Position < count)
            throw new FormatException("The IPP message is cut short.");
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }
}
