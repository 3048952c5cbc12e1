using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Inquiry;
using KioskSim.Inquiry.Comparison;
using KioskSim.Inquiry.Host.Pages.Words;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Output;

/// <summary>What `kiosksim paper verify` prints: the words of the inquiry site, and what the comparison of fronts says.</summary>
/// <param name="compared">By page.</param>
/// <param name="files">Of decoded fronts, by page.</param>
sealed class VerifyReport(InquiryReport report, IReadOnlyDictionary<int, FrontComparison> compared, IReadOnlyDictionary<int, string> files)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly PageWords Japanese = PageWords.Of("ja");
    static readonly PageWords English = PageWords.Of("en");

    /// <summary>All sheets of one certificate, nothing else, and no front that differs or cannot be compared.</summary>
    public bool IsAsItShouldBe =>
        report.Certificate is not null && report.Missing.Count == 0 && report.Pages.All(p => p.Verdict == Verdict.Genuine)
        && compared.Values.All(c => c.Answer == FrontAnswer.Same);

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            asItShouldBe = IsAsItShouldBe,
            pages = report.Pages.Select(p => new
            {
                page = p.Page,
                verdict = p.Verdict.ToString(),
                municipality = p.Sheet?.Municipality.ToString(),
                city = p.City is { } city ? new { japanese = city.Japanese, english = city.English } : null,
                issueNumber = p.Sheet is { } sheet ? Encoding.UTF8.GetString(sheet.IssueNumber) : null,
                issuedAt = p.Sheet?.IssuedAt,
                sheet = p.Sheet?.Sheet,
                sheets = p.Sheet?.Sheets,
                restored = Math.Round(p.Restored, 4),
                front = files.GetValueOrDefault(p.Page),
                comparison = compared.GetValueOrDefault(p.Page) is { } c ? new { answer = c.Answer.ToString(), fit = Math.Round(c.Fit, 3), limit = Math.Round(c.Limit, 3), differences = c.Differences.Select(Rounded) } : null,
            }),
            missing = report.Missing,
            isAnOriginal = (bool?)null, // a back does not say
        },
        Format);

    public void Tell(TextWriter to)
    {
        foreach (var page in report.Pages)
            Tell(to, page);
        Say(to, "", new(Japanese.Summary(report).Heading, English.Summary(report).Heading));
        if (report.Certificate is null)
            return;
        // What the site says beside every result: compare; a copy reads as well; the viewer tells.
        for (var i = 0; i < 3; i++)
            Say(to, "  ", new(Japanese.HowToRead[i], English.HowToRead[i]));
    }

    void Tell(TextWriter to, SheetFinding page)
    {
        to.WriteLine($"{Japanese.Page(page.Page)} / {English.Page(page.Page)}");
        Say(to, "  ", new(Japanese.Of(page.Verdict).Heading, English.Of(page.Verdict).Heading));
        if (page is { Sheet: { } sheet, City: { } city })
        {
            Field(to, Japanese.CityLabel, English.CityLabel, $"{Japanese.City(city)} / {English.City(city)}");
            Field(to, Japanese.NumberLabel, English.NumberLabel, Encoding.UTF8.GetString(sheet.IssueNumber));
            Field(to, Japanese.TimeLabel, English.TimeLabel, $"{Japanese.Time(sheet.IssuedAt)} / {English.Time(sheet.IssuedAt)}");
            Field(to, Japanese.SheetLabel, English.SheetLabel, $"{Japanese.Sheet(sheet.Sheet, sheet.Sheets)} / {English.Sheet(sheet.Sheet, sheet.Sheets)}");
        }

        if (files.GetValueOrDefault(page.Page) is { } file)
            Field(to, Japanese.Picture, English.Picture, file);
        if (compared.GetValueOrDefault(page.Page) is { } comparison)
            Tell(to, comparison);
    }

    static void Tell(TextWriter to, FrontComparison comparison)
    {
        Say(to, "  ", comparison.Answer switch
        {
            FrontAnswer.Same => new(
                "表面に、機械で分かる違いはありません。一文字の書き換え、特に振り仮名のような小さな文字のものは、見落とすことがあります。",
                "No difference was found in the front. An altered character can escape this, small ones above all, such as readings of names."),
            FrontAnswer.Different => new(
                $"表面に、市区町村が作成した画像と違うところが{comparison.Differences.Count}か所あります。",
                $"The front differs from what the city made in {comparison.Differences.Count} place{(comparison.Differences.Count == 1 ? "" : "s")}."),
            _ => new("表面を比べられません。表面全体を、まっすぐに300dpiで読み取ってください。", "The fronts cannot be compared. Scan the whole front, straight, at 300 dpi."),
        });
        foreach (var d in comparison.Differences.Take(20))
        {
            to.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"    左から / from the left {d.X:F0} mm, 上から / from the top {d.Y:F0} mm: {d.Width:F0} × {d.Height:F0} mm"));
        }
    }

    static object Rounded(FrontDifference d) => new
    {
        x = Math.Round(d.X, 1), y = Math.Round(d.Y, 1), width = Math.Round(d.Width, 1), height = Math.Round(d.Height, 1), added = Math.Round(d.Added, 2), missing = Math.Round(d.Missing, 2),
    };

    static void Field(TextWriter to, string japanese, string english, string value) => to.WriteLine($"  {japanese} / {english}: {value}");

    static void Say(TextWriter to, string indent, Bilingual words)
    {
        to.WriteLine($"{indent}{words.Japanese}");
        to.WriteLine($"{indent}{words.English}");
    }
}
