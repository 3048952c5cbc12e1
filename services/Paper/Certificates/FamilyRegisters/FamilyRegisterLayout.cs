using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates.FamilyRegisters;

/// <summary>
/// 全部事項証明, 個人事項証明: a frame with titles at the left and entries at the right; 本籍 and 氏名 stand at the head of every sheet.
/// </summary>
internal sealed class FamilyRegisterLayout : CertificateLayout
{
    const float TitleMiddle = SheetGeometry.TitleMiddle + 8;
    const float HeadRow = 25;
    const float LinesTop = SheetGeometry.BodyTop + 2 * HeadRow + 3;
    const float Pitch = (SheetGeometry.BodyBottom - LinesTop - 4) / FamilyRegisterFlow.LinesPerSheet;
    const float Size = 10;
    const float LeftWidth = 152;
    const float Indent = 8;
    const float TitleIndent = 22;
    const float TextLeft = SheetGeometry.Left + LeftWidth + 6;

    static readonly TextStyle HeadStyle = new(11, 7);
    static readonly TextStyle LineStyle = new(Size, 8, 0.8f);
    static readonly TextStyle NoteTitle = new(Size, 6.5f);

    readonly DisplayList _frame;
    readonly Cell _domicile;
    readonly Cell _head;

    public FamilyRegisterLayout(FontSet fonts, IssuingCity city)
        : base(fonts, city)
    {
        const float height = SheetGeometry.BodyBottom - SheetGeometry.BodyTop;
        var all = new Rect(SheetGeometry.Left, SheetGeometry.BodyTop, SheetGeometry.Width, height);
        _domicile = HeadCell("本籍", all.Y);
        _head = HeadCell("氏名", all.Y + HeadRow);
        Sheet.Vertical(all.X + LeftWidth, all.Y, all.Height, Table.Thin);
        Sheet.Frame(all, Table.Heavy);
        _frame = TakePart();
    }

    public override IReadOnlyList<DisplayList> DrawFronts(Canvas canvas, CertificateRecord record, IssueDetails issue)
    {
        var page = (FamilyRegisterPage)record;
        if (page.Persons.Count is < 1 or > FamilyRegisterPage.MaxPersons)
            throw new ArgumentException($"A family register has 1 to {FamilyRegisterPage.MaxPersons} persons.", nameof(record));
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Domicile);
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Head);
        foreach (var person in page.Persons)
            ArgumentException.ThrowIfNullOrWhiteSpace(person.Given);

        var sheets = FamilyRegisterFlow.Lay(page);
        return [.. sheets.Select((lines, sheet) => DrawFront(canvas, page, lines, (sheet + 1, sheets.Count), issue))];
    }

    Cell HeadCell(string label, float y)
    {
        Sheet.Line(label, SheetGeometry.Left + Indent, y + HeadRow / 2, Size, tracking: 2000);
        Sheet.Horizontal(SheetGeometry.Left, y + HeadRow, SheetGeometry.Width, Table.Thin);
        return new Cell(label, new Rect(TextLeft, y + 1, SheetGeometry.Right - 4 - TextLeft, HeadRow - 2));
    }

    DisplayList DrawFront(
        Canvas canvas, FamilyRegisterPage page, IReadOnlyList<RegisterLine> lines, (int Number, int Of) sheet, IssueDetails issue)
    {
        canvas.List.Add(new PlacedPart(_frame, 0, 0));
        var title = page.IsWhole ? "全部事項証明" : "個人事項証明";
        var place = FamilyRegisterFlow.Wide($"（{sheet.Of}の{sheet.Number}）");
        canvas.Line(place, SheetGeometry.Right - 190, TitleMiddle, 12, Align.Right);
        canvas.Line(title, SheetGeometry.Right - 2, TitleMiddle, 15, Align.Right, tracking: 900);
        _domicile.Write(canvas, FamilyRegisterFlow.Wide(page.Domicile), HeadStyle);
        _head.Write(canvas, FamilyRegisterFlow.Wide(page.Head), HeadStyle);

        var y = LinesTop;
        foreach (var (index, line) in lines.Index())
        {
            DrawLine(canvas, line, y, hasRule: line.BeginsSection && index > 0);
            y += Pitch;
        }

        var isLast = sheet.Number == sheet.Of;
        if (isLast && lines.Count < FamilyRegisterFlow.LinesPerSheet)
            DrawEnd(canvas, y + Pitch / 2, (TextLeft + SheetGeometry.Right) / 2);
        var sentence = page.IsWhole
            ? "これは、戸籍に記録されている事項の全部を証明した書面である。"
            : "これは、戸籍中の一部の者について記録されている事項の全部を証明した書面である。";
        DrawFoot(canvas, sentence, issue, isLast);
        return canvas.Take();
    }

    static void DrawLine(Canvas canvas, in RegisterLine line, float y, bool hasRule)
    {
        if (hasRule)
            canvas.Horizontal(SheetGeometry.Left, y, SheetGeometry.Width, Table.Thin);
        var left = new Rect(SheetGeometry.Left + Indent, y, LeftWidth - 14, Pitch);
        switch (line.Margin)
        {
            case Margin.Section:
                canvas.Line(line.Left, left.X, y + Pitch / 2, Size);
                break;
            case Margin.Title:
                DrawNoteTitle(canvas, line.Left, left with { X = left.X + TitleIndent, Width = left.Width - TitleIndent });
                break;
            case Margin.Removed:
                var box = new Rect(left.X + TitleIndent, y + 3, 64, 2 * Pitch - 6);
                canvas.Frame(box, Table.Heavy);
                canvas.Spread("除籍", box.Inset(8, 0), 12);
                break;
        }

        canvas.Fit(line.Text, new Rect(TextLeft, y, SheetGeometry.Right - TextLeft, Pitch), LineStyle, "戸籍に記録されている事項");
    }

    // Titles of two or three letters are spread to the width of four, as forms have them.
    static void DrawNoteTitle(Canvas canvas, string title, Rect box)
    {
        if (title.Length is 2 or 3)
            canvas.Line(title, box.X, box.Y + Pitch / 2, Size, tracking: 1000 * (4 - title.Length) / (title.Length - 1));
        else
            canvas.Fit(title, box, NoteTitle, "事項の名称");
    }
}
