using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>住民票の写し: the household above, four members a sheet below.</summary>
internal sealed class ResidentRecordLayout : CertificateLayout
{
    public const int MembersPerSheet = 4;

    const float HouseholdRow = 24;
    const float BlocksTop = SheetGeometry.BodyTop + 2 * HouseholdRow + 7;

    static readonly TextStyle Value = new(11, 7);

    readonly DisplayList _frame;
    readonly Cell _address;
    readonly Cell _head;
    readonly MemberBlock _national;
    readonly MemberBlock _foreign;

    public ResidentRecordLayout(FontSet fonts, IssuingCity city)
        : base(fonts, city)
    {
        DrawTitle(Sheet, "住民票");
        var household = new Table(Sheet, new Rect(SheetGeometry.Left, SheetGeometry.BodyTop, SheetGeometry.Width, 2 * HouseholdRow));
        household.Row(HouseholdRow);
        _address = household.Cell("住所", MemberBlock.NumberWidth + MemberBlock.LabelWidth);
        household.Row(HouseholdRow);
        _head = household.Cell("世帯主", MemberBlock.NumberWidth + MemberBlock.LabelWidth);
        household.Close();
        _frame = TakePart();
        _national = new NationalBlock(this);
        _foreign = new ForeignBlock(this);
    }

    public override IReadOnlyList<DisplayList> DrawFronts(Canvas canvas, CertificateRecord record, IssueDetails issue)
    {
        var page = (ResidentRecordPage)record;
        if (page.Members.Count is < 1 or > ResidentRecordPage.MaxMembers)
            throw new ArgumentException($"A resident record has 1 to {ResidentRecordPage.MaxMembers} members.", nameof(record));
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Address);
        return [.. page.Members.Chunk(MembersPerSheet).Select((members, sheet) => DrawFront(canvas, page, members, sheet, issue))];
    }

    DisplayList DrawFront(Canvas canvas, ResidentRecordPage page, ResidentMember[] members, int sheet, IssueDetails issue)
    {
        canvas.List.Add(new PlacedPart(_frame, 0, 0));
        _address.Write(canvas, page.Address, Value);
        _head.Write(canvas, page.HeadOfHousehold ?? MemberBlock.Omitted, Value);

        var y = BlocksTop;
        foreach (var (index, member) in members.Index())
        {
            (member.Foreign is null ? _national : _foreign).Draw(canvas, member, sheet * MembersPerSheet + index + 1, y);
            y += MemberBlock.Height;
        }

        var isLast = sheet == page.SheetCount - 1;
        if (isLast && members.Length < MembersPerSheet)
            DrawEnd(canvas, y + 20);
        var sentence = page.IsWholeHousehold
            ? "この写しは、世帯全員の住民票の原本と相違ないことを証明する。"
            : "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。";
        DrawFoot(canvas, sentence, issue, isLast);
        return canvas.Take();
    }
}
