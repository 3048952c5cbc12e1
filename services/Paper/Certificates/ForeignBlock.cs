using KioskSim.Paper.Drawing;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>A foreign resident's part of a resident record: nationality and status of residence in place of a family register.</summary>
internal sealed class ForeignBlock : MemberBlock
{
    const float Row = (Height - NameRow) / 5;

    readonly Cell _nationality;
    readonly Cell _category;
    readonly Cell _status;
    readonly Cell _period;
    readonly Cell _expiry;
    readonly Cell _card;
    readonly Cell _previousAddress;

    public ForeignBlock(CertificateLayout layout)
        : base(layout, "通称", Row)
    {
        Rows.Row(Row);
        _nationality = Rows.Cell("国籍・地域", LabelWidth, HalfValue);
        _category = Rows.Cell("30条45区分", LabelWidth, HalfValue);
        _status = Rows.Cell("在留資格", RightLabel);
        Rows.Row(Row);
        _period = Rows.Cell("在留期間等", LabelWidth, HalfValue);
        _expiry = Rows.Cell("満了の日", LabelWidth, HalfValue);
        _card = Rows.Cell("カード番号", RightLabel);
        Rows.Row(Row);
        _previousAddress = Rows.Cell("前住所", LabelWidth);
        Part = TakePart(layout);
    }

    protected override DisplayList Part { get; }

    protected override void WriteRows(Canvas canvas, ResidentMember member, float y)
    {
        // Left out all together, or printed all together: what a status has none of, such as a permanent resident's period, stays blank.
        var items = member.Foreign!;
        var none = items.Nationality is null ? Omitted : "";
        Write(canvas, y, _nationality, items.Nationality ?? none);
        Write(canvas, y, _category, items.Category ?? none);
        Write(canvas, y, _status, items.Status ?? none);
        Write(canvas, y, _period, items.Period ?? none);
        Write(canvas, y, _expiry, items.Expiry is { } expiry ? CalendarText.Western(expiry) : none);
        Write(canvas, y, _card, items.CardNumber ?? none);
        Write(canvas, y, _previousAddress, member.PreviousAddress);
    }
}
