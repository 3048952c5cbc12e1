using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates.Taxes;

/// <summary>税額: a row for the city and one for the prefecture, by income and by head; the forest tax; all together.</summary>
internal sealed class LevyTable
{
    const float HeadingHeight = 20;
    const float Row = 21;
    const int Rows = 4;
    const float NameWidth = 128;
    const float ColumnWidth = (SheetGeometry.Width - NameWidth) / 3;

    static readonly TextStyle Name = new(10.5f, 7, Align: Align.Centre);
    static readonly TextStyle Amount = new(10.5f, 7, Align: Align.Right);
    static readonly TextStyle Sum = new(12, 8, Align: Align.Right);

    readonly DisplayList _part;

    public LevyTable(CertificateLayout layout, float top)
    {
        Top = top;
        var sheet = layout.Sheet;
        var all = new Rect(SheetGeometry.Left, 0, SheetGeometry.Width, HeadingHeight + Rows * Row);
        foreach (var (column, heading) in ((string[])["税額", "所得割額", "均等割額", "計"]).Index())
        {
            var (left, width) = column == 0 ? (all.X, NameWidth) : (all.X + NameWidth + (column - 1) * ColumnWidth, ColumnWidth);
            sheet.Line(heading, left + width / 2, HeadingHeight / 2, 10, Align.Centre, tracking: 300);
            if (column < 3)
                sheet.Vertical(left + width, 0, column == 1 ? HeadingHeight + 2 * Row : all.Height, Table.Thin);
        }

        for (var row = 0; row < Rows; row++)
            sheet.Horizontal(all.X, HeadingHeight + row * Row, all.Width, row == Rows - 1 ? Table.Heavy : Table.Thin);
        sheet.Line("森林環境税（国税）", all.X + NameWidth / 2, HeadingHeight + 2.5f * Row, 10.5f, Align.Centre);
        sheet.Line("年税額", all.X + NameWidth / 2, HeadingHeight + 3.5f * Row, 10.5f, Align.Centre, tracking: 600);
        sheet.Frame(all, Table.Heavy);
        _part = layout.TakePart();
    }

    public float Top { get; }

    public void Draw(Canvas canvas, TaxAssessment assessment)
    {
        canvas.List.Add(new PlacedPart(_part, 0, Top));
        foreach (var (row, levy) in ((NamedLevy[])[assessment.City, assessment.Prefecture]).Index())
        {
            canvas.Fit(levy.Name, Field(row, SheetGeometry.Left, NameWidth), Name, "税額");
            foreach (var (column, yen) in ((long[])[levy.ByIncome, levy.ByHead, levy.Total]).Index())
                canvas.Fit(TaxLayout.Yen(yen), Column(row, column), Amount, levy.Name);
        }

        canvas.Fit(TaxLayout.Yen(assessment.ForestTax), Column(2, 2), Amount, "森林環境税");
        canvas.Fit(TaxLayout.Yen(assessment.YearlyTax), Column(3, 2), Sum, "年税額");
    }

    Rect Column(int row, int column) => Field(row, SheetGeometry.Left + NameWidth + column * ColumnWidth, ColumnWidth);

    Rect Field(int row, float left, float width) => new Rect(left, Top + HeadingHeight + row * Row, width, Row).Inset(10, 1);
}
