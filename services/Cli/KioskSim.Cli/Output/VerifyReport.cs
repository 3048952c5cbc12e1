using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Inquiry;
using KioskSim.Inquiry.Host.Pages.Words;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Output;

/// <summary>What `kiosksim paper verify` prints: the words of the inquiry site.</summary>
/// <param name="files">Of decoded fronts, by page.</param>
sealed class VerifyReport(InquiryReport report, IReadOnlyDictionary<int, string> files)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly PageWords Japanese = PageWords.Of("ja");
    static readonly PageWords English = PageWords.Of("en");

    /// <summary>All sheets of one certificate, and nothing else.</summary>
    public bool IsAsItShouldBe =>
        report.Certificate is not null && report.Missing.Count == 0 && report.Pages.All(p => p.Verdict == Verdict.Genuine);

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
    }

    static void Field(TextWriter to, string japanese, string english, string value) => to.WriteLine($"  {japanese} / {english}: {value}");

    static void Say(TextWriter to, string indent, Bilingual words)
    {
        to.WriteLine($"{indent}{words.Japanese}");
        to.WriteLine($"{indent}{words.English}");
    }
}
