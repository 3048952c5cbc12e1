namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>One component of a picture: luminance is the first.</summary>
/// <param name="Across">Blocks of it side by side in a unit of an interleaved scan.</param>
/// <param name="Down">Blocks of it one below the other in such a unit.</param>
internal readonly record struct JpegComponent(byte Id, int Across, int Down, byte Quantisation);

/// <summary>The frame header (T.81 B.2.2): size and components.</summary>
internal sealed record JpegFrame(int Width, int Height, bool Progressive, JpegComponent[] Components)
{
    public const int BlockSide = 8;

    public JpegComponent Luminance => Components[0];

    /// <summary>Units of an interleaved scan in a row.</summary>
    public int UnitsAcross => Blocks(Width, Luminance.Across);

    public int UnitsDown => Blocks(Height, Luminance.Down);

    /// <summary>Blocks that hold dots of the picture, of a component alone in its scan.</summary>
    public (int Across, int Down) BlocksOf(JpegComponent component) => (
        Blocks(Share(Width, component.Across, Luminance.Across), 1), Blocks(Share(Height, component.Down, Luminance.Down), 1));

    /// <summary>Named as some programs do that write no other sign of it.</summary>
    public bool IsRgb => Components is [{ Id: (byte)'R' }, { Id: (byte)'G' }, { Id: (byte)'B' }];

    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> segment, ScanBudget budget)
    {
        if (marker >= JpegMarker.FirstArithmetic)
            throw ScanFileException.NotSupported("Arithmetic-coded JPEG is not read.");
        if (marker >= JpegMarker.Lossless)
            throw ScanFileException.NotSupported("Lossless and hierarchical JPEG are not read.");
        var cursor = new FileCursor(segment);
        if (cursor.U8() != 8)
            throw ScanFileException.NotSupported("JPEG with other than 8 bits a sample is not read.");
        var (height, width, count) = (cursor.U16(), cursor.U16(), cursor.U8());
        if (height == 0)
            throw ScanFileException.NotSupported("A JPEG that tells its height only after its rows is not read.");
        if (count is 2 or 4)
            throw ScanFileException.NotSupported("A JPEG in printing colours is not read.");
        if (count is not (1 or 3) || cursor.Left != 3 * count)
            throw JpegMarker.Wrong();
        budget.CheckSize(width, height);
        var components = new JpegComponent[count];
        for (var i = 0; i < count; i++)
        {
            var (id, sampling, quantisation) = (cursor.U8(), cursor.U8(), cursor.U8());
            components[i] = new JpegComponent(id, sampling >> 4, sampling & 15, quantisation);
            if (components[i] is { Across: < 1 or > 4 } or { Down: < 1 or > 4 } or { Quantisation: > 3 } || components[..i].Any(c => c.Id == id))
                throw JpegMarker.Wrong();
        }

        // A component alone is not interleaved, whatever its numbers.
        if (count == 1)
            components[0] = components[0] with { Across = 1, Down = 1 };
        if (components.Any(c => c.Across > components[0].Across || c.Down > components[0].Down))
            throw ScanFileException.NotSupported("A JPEG with fewer dots of light than of colour is not read.");
        return new JpegFrame(width, height, marker == JpegMarker.Progressive, components);
    }

    static int Blocks(int dots, int perUnit) => (dots + BlockSide * perUnit - 1) / (BlockSide * perUnit);

    static int Share(int dots, int part, int whole) => (dots * part + whole - 1) / whole;
}
