using System.Buffers.Binary;

namespace KioskSim.Paper.Images.Files.Tiff;

/// <summary>One folder of fields (an IFD: TIFF 6.0, section 2): of a TIFF's page, or of EXIF data.</summary>
internal readonly ref struct TiffFolder
{
    const int EntryLength = 12;
    const int Byte = 1, Short = 3, Long = 4, Rational = 5, Undefined = 7;
    const double InchesPerCentimetre = 2.54;

    readonly ReadOnlySpan<byte> _file;
    readonly bool _lowFirst;
    readonly ReadOnlySpan<byte> _entries;

    TiffFolder(ReadOnlySpan<byte> file, uint offset, int mostEntries)
    {
        _file = file;
        _lowFirst = file[0] == 'I';
        var count = U16(At(offset, 2));
        if (count == 0 || count > mostEntries)
            throw ScanFileException.Damaged("A TIFF folder has no fields, or too many.");
        _entries = At(offset + 2L, count * EntryLength);
        // The last folder of some files ends with its file, without saying that none follows.
        var end = offset + 2L + _entries.Length;
        Next = end + 4 <= file.Length ? U32(At(end, 4)) : 0;
    }

    /// <summary>Where the next folder lies; 0 for none.</summary>
    public uint Next { get; }

    public static TiffFolder First(ReadOnlySpan<byte> file, int mostEntries)
    {
        if (file.Length < 8 || !(file.StartsWith("II*\0"u8) || file.StartsWith("MM\0*"u8)))
            throw ScanFileException.Damaged("A TIFF does not begin as one.");
        var offset = file[0] == 'I' ? BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) : BinaryPrimitives.ReadUInt32BigEndian(file[4..]);
        return new TiffFolder(file, offset, mostEntries);
    }

    public TiffFolder Other(uint offset, int mostEntries) => new(_file, offset, mostEntries);

    public bool Has(ushort tag) => !Entry(tag).IsEmpty;

    /// <summary>The first value of a field of whole numbers.</summary>
    public uint Number(ushort tag, uint otherwise)
    {
        var entry = Entry(tag);
        return entry.IsEmpty ? otherwise : NumberAt(Values(entry, out var type), type, 0);
    }

    /// <summary>All values of a field of whole numbers; none if it is not there.</summary>
    /// <param name="most">More are refused.</param>
    public uint[] Numbers(ushort tag, int most)
    {
        var entry = Entry(tag);
        if (entry.IsEmpty)
            return [];
        var values = Values(entry, out var type);
        var numbers = new uint[values.Length / SizeOf(type)];
        if (numbers.Length > most)
            throw ScanFileException.Damaged("A TIFF field has too many values.");
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = NumberAt(values, type, i);
        return numbers;
    }

    /// <summary>The bytes of a field as they are.</summary>
    public ReadOnlySpan<byte> Bytes(ushort tag)
    {
        var entry = Entry(tag);
        return entry.IsEmpty ? [] : Values(entry, out _);
    }

    public Resolution Resolution()
    {
        var factor = Number(TiffTag.ResolutionUnit, 2) switch { 2 => 1, 3 => InchesPerCentimetre, _ => 0 };
        return new Resolution(factor * Ratio(TiffTag.ResolutionX), factor * Ratio(TiffTag.ResolutionY));
    }

    double Ratio(ushort tag)
    {
        var entry = Entry(tag);
        if (entry.IsEmpty)
            return 0;
        var values = Values(entry, out var type);
        return type == Rational && U32(values[4..]) is > 0 and var below ? (double)U32(values) / below : 0;
    }

    ReadOnlySpan<byte> Entry(ushort tag)
    {
        for (var rest = _entries; !rest.IsEmpty; rest = rest[EntryLength..])
        {
            if (U16(rest) == tag)
                return rest[..EntryLength];
        }

        return [];
    }

    /// <summary>At least one value.</summary>
    ReadOnlySpan<byte> Values(ReadOnlySpan<byte> entry, out int type)
    {
        type = U16(entry[2..]);
        var (count, size) = (U32(entry[4..]), SizeOf(type));
        if (count == 0 || count > _file.Length)
            throw ScanFileException.Damaged("A TIFF field has no values, or too many.");
        var length = count * size;
        return length <= 4 ? entry.Slice(8, (int)length) : At(U32(entry[8..]), length);
    }

    static int SizeOf(int type) => type switch
    {
        Byte or 2 or 6 or Undefined => 1,
        Short or 8 => 2,
        Long or 9 or 11 => 4,
        Rational or 10 or 12 => 8,
        _ => throw ScanFileException.Damaged("A TIFF field has a type that does not exist."),
    };

    uint NumberAt(ReadOnlySpan<byte> values, int type, int index) => type switch
    {
        Byte or Undefined => values[index],
        Short => U16(values[(2 * index)..]),
        Long => U32(values[(4 * index)..]),
        _ => throw ScanFileException.Damaged("A TIFF field is no whole number."),
    };

    ReadOnlySpan<byte> At(long offset, long length) => offset + length <= _file.Length
        ? _file.Slice((int)offset, (int)length)
        : throw ScanFileException.Damaged("A TIFF points beyond its end.");

    ushort U16(ReadOnlySpan<byte> bytes) =>
        _lowFirst ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    uint U32(ReadOnlySpan<byte> bytes) =>
        _lowFirst ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
