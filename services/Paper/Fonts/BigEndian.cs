using System.Buffers.Binary;

namespace KioskSim.Paper.Fonts;

/// <summary>Reads of a font's tables. A read outside its table is a <see cref="FontFileException"/>: the file is broken.</summary>
internal static class BigEndian
{
    public static int U8(this ReadOnlySpan<byte> table, int at) => table.Part(at, 1)[0];

    public static int U16(this ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt16BigEndian(table.Part(at, 2));

    public static int S16(this ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadInt16BigEndian(table.Part(at, 2));

    public static int U24(this ReadOnlySpan<byte> table, int at) => table.U8(at) << 16 | table.U16(at + 1);

    /// <summary>A 32-bit number used as offset, count or code point: what does not fit an int is beyond any table.</summary>
    public static int U32(this ReadOnlySpan<byte> table, int at)
    {
        var value = BinaryPrimitives.ReadUInt32BigEndian(table.Part(at, 4));
        return value <= int.MaxValue ? (int)value : throw Broken();
    }

    public static ReadOnlySpan<byte> Part(this ReadOnlySpan<byte> table, int at, int length) =>
        (ulong)(uint)at + (uint)length <= (uint)table.Length ? table.Slice(at, length) : throw Broken();

    public static ReadOnlySpan<byte> From(this ReadOnlySpan<byte> table, int at) =>
        (uint)at <= (uint)table.Length ? table[at..] : throw Broken();

    static FontFileException Broken() => new("The font file is broken: an offset leads outside its table.");
}
