using System.Collections.Frozen;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates.Entries;

/// <summary>住民票記載事項証明書: a block for each member, with rows for the items that were asked for and no others.</summary>
internal sealed class ResidentEntriesLayout : CertificateLayout
{
    public const float HouseholdRow = 24;

    const float LabelWidth = 72;
    const float HalfValue = (SheetGeometry.Width - RowForm.NumberWidth) / 2 - LabelWidth;
    const float SexLabel = 32;
    const float SexWidth = 26;
    const float BirthLabel = 58;
    const float KanaHeight = 11;

    static readonly TextStyle Value = new(11, 7);
    static readonly TextStyle Plain = new(10, 6.5f, 0.6f);
    static readonly TextStyle NameStyle = new(13, 8.5f);
    static readonly TextStyle KanaStyle = new(6.5f, 4.5f, 0.6f);

    readonly DisplayList _title;
    readonly DisplayList _addressAlone;
    readonly DisplayList _household;
    readonly Cell _address;
    readonly Cell _head;
    readonly FrozenDictionary<EntryRow, RowForm> _rows;

    public ResidentEntriesLayout(FontSet fonts, IssuingCity city)
        : base(fonts, city)
    {
        DrawTitle(Sheet, "住民票記載事項証明書");
        _title = TakePart();
        (_addressAlone, _) = DrawHousehold("住所");
        (_household, (_address, _head)) = DrawHousehold("住所", "世帯主");

        (string, float, float) Half(string label) => (label, LabelWidth, HalfValue);
        (string, float, float) Rest(string label) => (label, LabelWidth, 0);
        RowForm Row(params (string, float, float)[] cells) => new(this, EntriesFlow.RowHeight, cells);
        const float nameWidth = SheetGeometry.Width - RowForm.NumberWidth - LabelWidth - BirthLabel - 100 - SexLabel - SexWidth;
        _rows = new Dictionary<EntryRow, RowForm>
        {
            [EntryRow.Name] = new(
                this, EntriesFlow.NameHeight, ("氏名", LabelWidth, nameWidth), ("生年月日", BirthLabel, 100), ("性別", SexLabel, 0)),
            [EntryRow.FormerName] = Row(Rest("旧氏")),
            [EntryRow.Alias] = Row(Rest("通称")),
            [EntryRow.Since] = Row(Half("住民となった日"), Rest("住所を定めた日")),
            [EntryRow.PreviousAddress] = Row(Rest("前住所")),
            [EntryRow.Relationship] = Row(Rest("世帯主との続柄")),
            [EntryRow.Register] = Row(("本籍", LabelWidth, 232), ("筆頭者", 48, 0)),
            [EntryRow.Nationality] = Row(Half("国籍・地域"), Rest("30条45区分")),
            [EntryRow.Status] = Row(Half("在留資格"), Rest("在留期間等")),
            [EntryRow.ResidenceCard] = Row(Half("満了の日"), Rest("カード番号")),
            [EntryRow.Number] = Row(Rest("個人番号")),
        }.ToFrozenDictionary();
    }

    public override IReadOnlyList<DisplayList> DrawFronts(Canvas canvas, CertificateRecord record, IssueDetails issue)
    {
        var page = (ResidentEntriesPage)record;
        if (page.Members.Count is < 1 or > ResidentRecordPage.MaxMembers)
            throw new ArgumentException($"A certificate of entries has 1 to {ResidentRecordPage.MaxMembers} members.", nameof(record));
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Address);
        var sheets = EntriesFlow.Lay(page);
        return [.. sheets.Select((members, sheet) => DrawFront(canvas, page, members, sheet == sheets.Count - 1, issue))];
    }

    (DisplayList Part, (Cell First, Cell Last) Cells) DrawHousehold(params ReadOnlySpan<string> labels)
    {
        var table = new Table(
            Sheet, new Rect(SheetGeometry.Left, SheetGeometry.BodyTop, SheetGeometry.Width, labels.Length * HouseholdRow));
        var cells = new List<Cell>();
        foreach (var label in labels)
        {
            table.Row(HouseholdRow);
            cells.Add(table.Cell(label, RowForm.NumberWidth + LabelWidth));
        }

        table.Close();
        return (TakePart(), (cells[0], cells[^1]));
    }

    DisplayList DrawFront(Canvas canvas, ResidentEntriesPage page, IReadOnlyList<int> members, bool isLast, IssueDetails issue)
    {
        canvas.List.Add(new PlacedPart(_title, 0, 0));
        canvas.List.Add(new PlacedPart(page.HeadOfHousehold is null ? _addressAlone : _household, 0, 0));
        _address.Write(canvas, page.Address, Value);
        _head.Write(canvas, page.HeadOfHousehold, Value);

        var y = EntriesFlow.BlocksTop(page);
        foreach (var index in members)
            y = DrawMember(canvas, page.Members[index], index + 1, y);
        if (isLast && y + 32 < SheetGeometry.BodyBottom)
            DrawEnd(canvas, y + 20);
        var whom = page.IsWholeHousehold ? "世帯全員" : "世帯の一部";
        DrawFoot(canvas, $"{whom}について、上記の事項は住民票に記載されている事項と相違ないことを証明する。", issue, isLast);
        return canvas.Take();
    }

    float DrawMember(Canvas canvas, ResidentMember member, int number, float top)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(member.Name);
        var y = top;
        foreach (var row in EntriesFlow.Rows(member))
        {
            if (row == EntryRow.Name)
            {
                var (kana, name) = _rows[row].Cell(0, y).Split(KanaHeight);
                kana.Write(canvas, member.Kana, KanaStyle);
                name.Write(canvas, member.Name, NameStyle);
            }

            y = _rows[row].Draw(canvas, y, Plain, Texts(row, member));
        }

        RowForm.Enclose(canvas, top, y, number);
        return y;
    }

    static string?[] Texts(EntryRow row, ResidentMember member) => row switch
    {
        EntryRow.Name => [null, CalendarText.Birth(member.BirthDate, isWestern: member.Foreign is not null), member.Sex],
        EntryRow.FormerName => [member.FormerName],
        EntryRow.Alias => [member.Foreign!.Alias],
        EntryRow.Since => [CalendarText.InEra(member.ResidentSince), member.AddressSince is { } since ? CalendarText.InEra(since) : null],
        EntryRow.PreviousAddress => [member.PreviousAddress],
        EntryRow.Relationship => [member.Relationship],
        EntryRow.Register => [member.Domicile, member.HeadOfRegister],
        EntryRow.Nationality => [member.Foreign!.Nationality, member.Foreign.Category],
        EntryRow.Status => [member.Foreign!.Status, member.Foreign.Period],
        EntryRow.ResidenceCard => [member.Foreign!.Expiry is { } expiry ? CalendarText.Western(expiry) : null, member.Foreign.CardNumber],
        EntryRow.Number => [MemberBlock.Grouped(member.IndividualNumber!)],
        _ => throw new ArgumentOutOfRangeException(nameof(row)),
    };
}
