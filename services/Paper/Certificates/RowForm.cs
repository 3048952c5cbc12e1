using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>One row of the block of a person whose rows depend on what there is to say; the block's number stands at its left.</summary>
internal sealed class RowForm
{
    public const float NumberWidth = 18;

    readonly DisplayList _part;
    readonly Cell[] _cells;

    /// <param name="cells">Label, its width, and the value's width: 0 for what is left of the row.</param>
    public RowForm(CertificateLayout layout, float height, params (string Label, float LabelWidth, float Width)[] cells)
    {
        Height = height;
        var sheet = layout.Sheet;
        var box = new Rect(SheetGeometry.Left + NumberWidth, 0, SheetGeometry.Width - NumberWidth, height);
        var table = new Table(sheet, box);
        table.Row(height);
        _cells = [.. cells.Select(c => table.Cell(c.Label, c.LabelWidth, c.Width == 0 ? null : c.Width))];
        sheet.Horizontal(box.X, 0, box.Width, Table.Thin);
        sheet.Vertical(box.X, 0, height, Table.Thin);
        sheet.Vertical(SheetGeometry.Left, 0, height, Table.Heavy);
        sheet.Vertical(SheetGeometry.Right, 0, height, Table.Heavy);
        _part = layout.TakePart();
    }

    public float Height { get; }

    /// <summary>Draws the row and the texts of its cells in order.</summary>
    /// <returns>Where the next row begins.</returns>
    public float Draw(Canvas canvas, float y, in TextStyle style, params ReadOnlySpan<string?> texts)
    {
        canvas.List.Add(new PlacedPart(_part, 0, y));
        for (var i = 0; i < texts.Length; i++)
            Cell(i, y).Write(canvas, texts[i], style);
        return y + Height;
    }

    public Cell Cell(int index, float y) => _cells[index].Moved(0, y);

    /// <summary>The heavy rules above and below a block of rows, and its number.</summary>
    public static void Enclose(Canvas canvas, float top, float bottom, int number)
    {
        foreach (var y in (ReadOnlySpan<float>)[top, bottom])
            canvas.Horizontal(SheetGeometry.Left - Table.Heavy / 2, y, SheetGeometry.Width + Table.Heavy, Table.Heavy);
        canvas.Line($"{number}", SheetGeometry.Left + NumberWidth / 2, (top + bottom) / 2, 10, Align.Centre);
    }
}
