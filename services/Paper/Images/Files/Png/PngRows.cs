using KioskSim.Paper.Images.Files.Packed;
using KioskSim.Paper.Images.Files.Samples;

namespace KioskSim.Paper.Images.Files.Png;

/// <summary>Rows of one picture of one width, each with a filter byte before it: of a PNG's pass, or of a PDF's predictor 10 to 15.</summary>
internal sealed class PngRows(IRowSource packed, SampleRows samples, long width, ScanBudget budget)
{
    // Two rows, each after its filter byte, in turns.
    byte[] _row = new byte[1 + samples.RowBytes(width)];
    byte[] _above = new byte[1 + samples.RowBytes(width)];

    /// <param name="grey">As many dots as the picture is wide.</param>
    public void Next(Span<byte> grey)
    {
        budget.Step(_row.Length);
        packed.Read(_row);
        RowFilter.Undo(_row[0], _row.AsSpan(1), _above.AsSpan(1), samples.Step);
        samples.ToGrey(_row.AsSpan(1), grey);
        (_row, _above) = (_above, _row);
    }
}
