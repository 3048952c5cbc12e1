using System.Numerics;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>印鑑登録証明書: the imprint at the left, who registered it at the right.</summary>
internal sealed class SealRegistrationLayout : CertificateLayout
{
    const float Top = SheetGeometry.BodyTop + 30;
    const float ImprintSize = 190;
    const float NameRow = 46;
    const float Row = (ImprintSize - NameRow) / 4;
    const float AddressRow = 46;
    const float AttestationTop = Top + ImprintSize + AddressRow + 34;
    const float LabelWidth = 72;
    const float KanaHeight = 14;

    static readonly TextStyle Plain = new(12, 9);
    static readonly TextStyle NameStyle = new(16, 10);
    static readonly TextStyle KanaStyle = new(7.5f, 4.5f, 0.6f);

    readonly DisplayList _frame;
    readonly Vector2 _imprint;
    readonly Cell _name;
    readonly Cell _otherName;
    readonly Cell _birth;
    readonly Cell _number;
    readonly Cell _registered;
    readonly Cell _address;

    public SealRegistrationLayout(FontSet fonts, IssuingCity city)
        : base(fonts, city)
    {
        DrawTitle(Sheet, "印鑑登録証明書");
        var all = new Rect(SheetGeometry.Left, Top, SheetGeometry.Width, ImprintSize + AddressRow);
        var imprint = new Rect(all.X, all.Y, ImprintSize, ImprintSize);
        _imprint = new Vector2(imprint.X + imprint.Width / 2, imprint.Y + imprint.Height / 2 + 6);
        Sheet.Line("印影", imprint.X + 6, imprint.Y + 11, 8);
        Sheet.Vertical(imprint.Right, all.Y, ImprintSize, Table.Thin);

        var rows = new Table(Sheet, new Rect(imprint.Right, all.Y, all.Width - ImprintSize, ImprintSize));
        rows.Row(NameRow);
        _name = rows.Cell("氏名", LabelWidth);
        rows.Row(Row);
        _otherName = rows.Cell("旧氏・通称", LabelWidth);
        rows.Row(Row);
        _birth = rows.Cell("生年月日", LabelWidth);
        rows.Row(Row);
        _number = rows.Cell("登録番号", LabelWidth);
        rows.Row(Row);
        _registered = rows.Cell("登録年月日", LabelWidth);
        var below = new Table(Sheet, new Rect(all.X, imprint.Bottom, all.Width, AddressRow));
        below.Row(AddressRow);
        _address = below.Cell("住所", LabelWidth);
        Sheet.Horizontal(all.X, imprint.Bottom, all.Width, Table.Thin);
        Sheet.Frame(all, Table.Heavy);
        _frame = TakePart();
    }

    public override IReadOnlyList<DisplayList> DrawFronts(Canvas canvas, CertificateRecord record, IssueDetails issue)
    {
        var page = (SealRegistrationPage)record;
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Address);
        canvas.List.Add(new PlacedPart(_frame, 0, 0));
        SealCutter.CutRound(canvas, page.Imprint, _imprint);
        var (kana, name) = _name.Split(KanaHeight);
        kana.Write(canvas, page.Kana, KanaStyle);
        name.Write(canvas, page.Name, NameStyle);
        _otherName.Write(canvas, page.OtherName, Plain);
        _birth.Write(canvas, CalendarText.Birth(page.BirthDate, page.IsWesternCalendar), Plain);
        _number.Write(canvas, page.RegistrationNumber, Plain);
        _registered.Write(canvas, CalendarText.InEra(page.RegisteredOn), Plain);
        _address.Write(canvas, page.Address, Plain);
        Attestation.Draw(canvas, "この写しは、登録されている印影と相違ないことを証明する。", issue.IssuedAt, AttestationTop);
        return [canvas.Take()];
    }
}
