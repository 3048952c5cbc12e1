using System.Globalization;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates.Taxes;

/// <summary>所得証明書, 課税証明書, 非課税証明書: incomes at the left, deductions at the right, below them what is levied.</summary>
internal sealed class TaxLayout : CertificateLayout
{
    const float LabelWidth = 92;
    const float YearRow = 24;
    const float NameRow = 34;
    const float Row = 24;
    const float Gap = 7;
    const float HalfWidth = SheetGeometry.Width / 2;
    const float KanaHeight = 11;

    static readonly TextStyle Plain = new(10.5f, 7);
    static readonly TextStyle NameStyle = new(14, 8.5f);
    static readonly TextStyle KanaStyle = new(7, 4.5f, 0.6f);
    static readonly TextStyle Amount = new(10.5f, 7, Align: Align.Right);
    static readonly TextStyle Heading = new(10, 7, Align: Align.Centre);

    readonly DisplayList _frame;
    readonly Cell _year;
    readonly Cell _tax;
    readonly Cell _name;
    readonly Cell _birth;
    readonly Cell _address;
    readonly AmountList _incomes;
    readonly AmountList _deductions;
    readonly Cell _totalIncome;
    readonly Cell _totalDeduction;
    readonly Cell _dependants;
    readonly Cell _taxable;
    readonly LevyTable _levies;

    public TaxLayout(FontSet fonts, IssuingCity city)
        : base(fonts, city)
    {
        const float valueWidth = HalfWidth - LabelWidth;
        var person = new Rect(SheetGeometry.Left, SheetGeometry.BodyTop, SheetGeometry.Width, YearRow + NameRow + Row);
        var table = new Table(Sheet, person);
        table.Row(YearRow);
        _year = table.Cell("年度", LabelWidth, valueWidth + 40);
        _tax = table.Cell("税目", 52);
        table.Row(NameRow);
        _name = table.Cell("氏名", LabelWidth, valueWidth + 40);
        _birth = table.Cell("生年月日", 52);
        table.Row(Row);
        _address = table.Cell("1月1日現在の住所", LabelWidth);
        table.Close();

        var lists = new Rect(SheetGeometry.Left, person.Bottom + Gap, HalfWidth, AmountList.Height);
        _incomes = new AmountList(Sheet, "所得の内訳", lists);
        _deductions = new AmountList(Sheet, "所得控除の内訳", lists.Moved(HalfWidth, 0));
        var totals = new Table(Sheet, new Rect(lists.X, lists.Bottom, SheetGeometry.Width, 2 * Row));
        totals.Row(Row);
        Sheet.Horizontal(lists.X, lists.Bottom, SheetGeometry.Width, Table.Thin);
        _totalIncome = totals.Cell("合計所得金額", LabelWidth, valueWidth);
        _totalDeduction = totals.Cell("所得控除合計", LabelWidth);
        totals.Row(Row);
        _dependants = totals.Cell("扶養人数", LabelWidth, valueWidth);
        _taxable = totals.Cell("課税標準額", LabelWidth);
        Sheet.Frame(new Rect(lists.X, lists.Y, SheetGeometry.Width, lists.Height + 2 * Row), Table.Heavy);
        _frame = TakePart();
        _levies = new LevyTable(this, lists.Bottom + 2 * Row + Gap);
    }

    public override IReadOnlyList<DisplayList> DrawFronts(Canvas canvas, CertificateRecord record, IssueDetails issue)
    {
        var page = (TaxPage)record;
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Name);
        ArgumentException.ThrowIfNullOrWhiteSpace(page.Address);
        DrawTitle(canvas, page.Title);
        canvas.List.Add(new PlacedPart(_frame, 0, 0));
        _year.Write(canvas, $"{FiscalYear(page)}（{Wareki.From(new DateOnly(page.FiscalYear - 1, 12, 31)).YearText}中の所得）", Plain);
        _tax.Write(canvas, page.TaxName, Plain);
        var (kana, name) = _name.Split(KanaHeight);
        kana.Write(canvas, page.Kana, KanaStyle);
        name.Write(canvas, page.Name, NameStyle);
        _birth.Write(canvas, CalendarText.Birth(page.BirthDate, page.IsWesternCalendar), Plain);
        _address.Write(canvas, page.Address, Plain);
        _incomes.Draw(canvas, page.Incomes);
        _deductions.Draw(canvas, page.Deductions);
        _totalIncome.Write(canvas, Yen(page.TotalIncome), Amount);
        _totalDeduction.Write(canvas, Yen(page.Deductions.Sum(d => d.Yen)), Amount);
        _dependants.Write(canvas, $"{page.Dependants}人", Amount);

        if (page.Assessment is { } assessment)
        {
            _taxable.Write(canvas, Yen(assessment.TaxableIncome), Amount);
            _levies.Draw(canvas, assessment);
        }
        else
        {
            _taxable.Write(canvas, "＊＊＊", Heading);
            DrawEnd(canvas, _levies.Top + 20);
        }

        DrawFoot(canvas, Sentence(page), issue, isLast: true);
        return [canvas.Take()];
    }

    /// <summary>1,234,567円; below zero by △ as accounts have it.</summary>
    public static string Yen(long amount) => amount.ToString("#,0円;△#,0円", CultureInfo.InvariantCulture);

    static string Sentence(TaxPage page) => page.Assessment is { YearlyTax: 0 }
        ? $"上記のとおり、{FiscalYear(page)}の{page.TaxName}が課されていないことを証明する。"
        : "上記のとおり相違ないことを証明する。";

    // A fiscal year bears the name of the era in which it begins.
    static string FiscalYear(TaxPage page) => Wareki.From(new DateOnly(page.FiscalYear, 4, 1)).YearText + "度";
}
