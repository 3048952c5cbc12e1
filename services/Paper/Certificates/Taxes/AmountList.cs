using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates.Taxes;

/// <summary>A list of names and amounts under a heading, with room for <see cref="TaxPage.MaxLines"/> lines.</summary>
internal sealed class AmountList
{
    const float HeadingHeight = 20;
    const float Pitch = 13.8f;
    const float Padding = 5;
    const float AmountWidth = 92;

    public const float Height = HeadingHeight + TaxPage.MaxLines * Pitch + 2 * Padding;

    static readonly TextStyle Name = new(10, 6.5f);
    static readonly TextStyle Amount = new(10, 7, Align: Align.Right);

    readonly string _heading;
    readonly Rect _lines;

    public AmountList(Canvas sheet, string heading, Rect box)
    {
        _heading = heading;
        _lines = new Rect(box.X + 8, box.Y + HeadingHeight + Padding, box.Width - 12, 0);
        sheet.Line(heading, box.X + box.Width / 2, box.Y + HeadingHeight / 2, 10, Align.Centre, tracking: 300);
        sheet.Horizontal(box.X, box.Y + HeadingHeight, box.Width, Table.Thin);
        sheet.Vertical(box.Right, box.Y, box.Height, Table.Thin);
    }

    /// <exception cref="TextDoesNotFitException">There are more lines than room for them.</exception>
    public void Draw(Canvas canvas, IReadOnlyList<NamedAmount> amounts)
    {
        if (amounts.Count > TaxPage.MaxLines)
            throw new TextDoesNotFitException(_heading);
        var line = _lines with { Height = Pitch };
        foreach (var amount in amounts)
        {
            canvas.Fit(amount.Name, line with { Width = line.Width - AmountWidth - 4 }, Name, _heading);
            canvas.Fit(TaxLayout.Yen(amount.Yen), line with { X = line.Right - AmountWidth, Width = AmountWidth }, Amount, _heading);
            line = line.Moved(0, Pitch);
        }

        if (amounts.Count < TaxPage.MaxLines)
            canvas.Line("以下余白", line.X + line.Width / 2, line.Y + Pitch / 2, 9, Align.Centre, tracking: 500);
    }
}
