using System.Buffers.Binary;

namespace KioskSim.Paper.Images.Files;

/// <summary>Reads a file from front to back, highest byte first, and never beyond its end.</summary>
internal ref struct FileCursor(ReadOnlySpan<byte> bytes)
{
    readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly int Left => _bytes.Length - Position;

    public readonly ReadOnlySpan<byte> Rest => _bytes[Position..];

    public ReadOnlySpan<byte> Take(uint count)
    {
        if (count > (uint)Left)
            throw ScanFileException.Damaged("The file ends within a part that it announced.");
        Position += (int)count;
        return _bytes.Slice(Position - (int)count, (int)count);
    }

    public byte U8() => Take(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));
}
