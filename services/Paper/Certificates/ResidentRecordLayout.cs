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
        DrawTitle("住民票");
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

    public override void DrawFront(Canvas canvas, CertificateRecord record, IssueDetails issue, int sheet)
    {
        var page = (ResidentRecordPage)record;
        if (page.Members.Count is < 1 or > ResidentRecordPage.MaxMembers)
            throw new ArgumentException($"A resident record has 1 to {ResidentRecordPage.MaxMembers} members.", nameof(record));
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Address);

        canvas.List.Add(new PlacedPart(_frame, 0, 0));
        canvas.Fit(page.Address, _address.Box, Value, _address.Field);
        canvas.Fit(page.HeadOfHousehold ?? MemberBlock.Omitted, _head.Box, Value, _head.Field);

        var (first, y) = ((sheet - 1) * MembersPerSheet, BlocksTop);
        for (var i = first; i < Math.Min(first + MembersPerSheet, page.Members.Count); i++, y += MemberBlock.Height)
            (page.Members[i].Foreign is null ? _national : _foreign).Draw(canvas, page.Members[i], i + 1, y);

        var bottom = BlocksTop + MembersPerSheet * MemberBlock.Height;
        if (sheet < page.SheetCount)
        {
            canvas.Line("次のページに続く", SheetGeometry.Right - 12, bottom + 26, 10, Align.Right);
            return;
        }

        if (page.Members.Count < page.SheetCount * MembersPerSheet)
            canvas.Line("以下余白", PageSize.Width / 2, y + 20, 10, Align.Centre, tracking: 600);
        var sentence = page.IsWholeHousehold
            ? "この写しは、世帯全員の住民票の原本と相違ないことを証明する。"
            : "この写しは、世帯の一部の住民票の原本と相違ないことを証明する。";
        Attestation.Draw(canvas, sentence, issue.IssuedAt, bottom + 14);
    }
}
