namespace KioskSim.Paper.Images.Files.Jpeg;

/// <summary>A component of a scan with its tables, as far as the scan needs them.</summary>
internal readonly record struct ScanComponent(int Index, JpegComponent Component, int Dc, int Ac);

/// <summary>The scan header (T.81 B.2.3): which components, which coefficients, which bits of them.</summary>
/// <param name="First">First coefficient, in coding order.</param>
/// <param name="Last">Last coefficient.</param>
/// <param name="Known">Bits below this one are not known before the scan; 0 when nothing is.</param>
/// <param name="Low">The lowest bit that the scan tells.</param>
internal sealed record JpegScan(ScanComponent[] Components, int First, int Last, int Known, int Low)
{
    /// <summary>Blocks of all components in a unit, at most ten by T.81 B.2.3.</summary>
    const int MostBlocks = 10;

    public bool Interleaved => Components.Length > 1;

    /// <summary>Whether luminance has any part in it.</summary>
    public bool HasLight => Components[0].Index == 0;

    public static JpegScan Read(ReadOnlySpan<byte> segment, JpegFrame frame)
    {
        var cursor = new FileCursor(segment);
        var count = cursor.U8();
        if (count is < 1 or > 3 || cursor.Left != 2 * count + 3)
            throw JpegMarker.Wrong();
        var components = new ScanComponent[count];
        for (var i = 0; i < count; i++)
        {
            var (id, tables) = (cursor.U8(), cursor.U8());
            var index = Array.FindIndex(frame.Components, c => c.Id == id);
            // In the frame's order, and so each at most once.
            if (index < 0 || i > 0 && index <= components[i - 1].Index)
                throw JpegMarker.Wrong();
            components[i] = new ScanComponent(index, frame.Components[index], tables >> 4, tables & 15);
        }

        var (first, last, bits) = (cursor.U8(), cursor.U8(), cursor.U8());
        var scan = new JpegScan(components, first, last, bits >> 4, bits & 15);
        var blocks = components.Sum(c => c.Component.Across * c.Component.Down);
        return (scan.Interleaved && blocks > MostBlocks) || !(frame.Progressive ? scan.IsProgression : scan.IsWhole)
            ? throw JpegMarker.Wrong()
            : scan;
    }

    bool IsWhole => (First, Last, Known, Low) is (0, 63, 0, 0);

    bool IsProgression =>
        (First == 0 ? Last == 0 : First <= Last && Last < 64 && !Interleaved) && Low <= 13 && (Known == 0 || Known == Low + 1);
}
