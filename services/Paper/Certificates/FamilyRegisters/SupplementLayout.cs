using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates.FamilyRegisters;

/// <summary>戸籍の附票: the register above, then a block for each person with a row for each address.</summary>
internal sealed class SupplementLayout : CertificateLayout
{
    public const float BlocksTop = SheetGeometry.BodyTop + 2 * HeadRow + 7;

    const float HeadRow = 24;
    const float LabelWidth = 56;

    static readonly TextStyle HeadStyle = new(11, 7);
    static readonly TextStyle NameStyle = new(12, 8);
    static readonly TextStyle Plain = new(10, 6.5f, 0.6f);
    static readonly TextStyle AddressStyle = new(10, 8, 0.8f);
    static readonly TextStyle Centred = Plain with { Align = Align.Centre };

    readonly DisplayList _frame;
    readonly Cell _domicile;
    readonly Cell _head;
    readonly RowForm _name;
    readonly RowForm _address;

    public SupplementLayout(FontSet fonts, IssuingCity city)
        : base(fonts, city)
    {
        DrawTitle(Sheet, "戸籍の附票");
        var register = new Table(Sheet, new Rect(SheetGeometry.Left, SheetGeometry.BodyTop, SheetGeometry.Width, 2 * HeadRow));
        register.Row(HeadRow);
        _domicile = register.Cell("本籍", RowForm.NumberWidth + LabelWidth);
        register.Row(HeadRow);
        _head = register.Cell("筆頭者", RowForm.NumberWidth + LabelWidth);
        register.Close();
        _frame = TakePart();
        _name = new RowForm(this, SupplementFlow.NameRow, ("氏名", LabelWidth, 166), ("生年月日", 50, 92), ("性別", 28, 22), ("備考", 28, 0));
        _address = new RowForm(this, SupplementFlow.AddressRow, ("住所", LabelWidth, 288), ("住定日", 44, 0));
    }

    public override IReadOnlyList<DisplayList> DrawFronts(Canvas canvas, CertificateRecord record, IssueDetails issue)
    {
        var page = (SupplementPage)record;
        if (page.Persons.Count is < 1 or > FamilyRegisterPage.MaxPersons)
            throw new ArgumentException($"A supplement has 1 to {FamilyRegisterPage.MaxPersons} persons.", nameof(record));
        foreach (var person in page.Persons)
            ArgumentException.ThrowIfNullOrWhiteSpace(person.Name);

        var sheets = SupplementFlow.Lay(page);
        return [.. sheets.Select((slices, sheet) => DrawFront(canvas, page, slices, sheet == sheets.Count - 1, issue))];
    }

    DisplayList DrawFront(Canvas canvas, SupplementPage page, IReadOnlyList<SupplementSlice> slices, bool isLast, IssueDetails issue)
    {
        canvas.List.Add(new PlacedPart(_frame, 0, 0));
        _domicile.Write(canvas, page.Domicile ?? MemberBlock.Omitted, HeadStyle);
        _head.Write(canvas, page.Head ?? MemberBlock.Omitted, HeadStyle);

        var y = BlocksTop;
        foreach (var slice in slices)
            y = DrawBlock(canvas, page.Persons[slice.Person], slice, y);
        if (isLast && y + 32 < SheetGeometry.BodyBottom)
            DrawEnd(canvas, y + 20);
        var sentence = page.IsWhole
            ? "この写しは、戸籍の附票の全部について、原本と相違ないことを証明する。"
            : "この写しは、戸籍の附票の一部の者について、原本と相違ないことを証明する。";
        DrawFoot(canvas, sentence, issue, isLast);
        return canvas.Take();
    }

    float DrawBlock(Canvas canvas, SupplementPerson person, SupplementSlice slice, float top)
    {
        var y = _name.Draw(canvas, top, Plain);
        _name.Cell(0, top).Write(canvas, person.Name, NameStyle);
        _name.Cell(1, top).Write(canvas, person.BirthDate is { } birth ? CalendarText.InEra(birth) : null, Plain);
        _name.Cell(2, top).Write(canvas, person.Sex, Centred);
        _name.Cell(3, top).Write(canvas, Remark(person, slice), Centred);
        foreach (var entry in person.Addresses.Skip(slice.FirstAddress).Take(slice.Count))
            y = _address.Draw(canvas, y, AddressStyle, entry.Address, CalendarText.InEra(entry.Since));
        RowForm.Enclose(canvas, top, y, slice.Person + 1);
        return y;
    }

    static string? Remark(SupplementPerson person, SupplementSlice slice) => (person.IsRemoved, slice.FirstAddress > 0) switch
    {
        (true, false) => "除籍",
        (true, true) => "除籍・続き",
        (false, true) => "続き",
        _ => null,
    };
}
