using KioskSim.Envelope.Parcels;
using KioskSim.Inquiry.Host.Pages.Words;
using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Host.Pages;

/// <summary>What the scans say: of all together, then page by page, with the fronts to compare.</summary>
static class ReportPage
{
    public static void Write(HtmlPage page, PageWords words, InquiryReport report)
    {
        Frame.Open(page, words, words.ReportTitle, script: true);
        var (heading, text) = words.Summary(report);
        page.Add($"""
            <h1>{words.ReportTitle}</h1>
            <div class="notice {SummaryStyle(report)}"><p class="verdict">{heading}</p><p>{text}</p></div>
            """);
        foreach (var finding in report.Pages)
            WritePage(page, words, finding);
        page.Add($"""<section class="card"><h2>{words.HowToReadHeading}</h2>""");
        Frame.List(page, words.HowToRead);
        page.Add($"""</section><p><a class="main" href="{words.Home}">{words.AnotherInquiry}</a></p>""");
        Frame.Close(page, words);
    }

    static void WritePage(HtmlPage page, PageWords words, SheetFinding finding)
    {
        var (heading, text) = words.Of(finding.Verdict);
        page.Add($"""
            <section class="sheet {StyleOf(finding.Verdict)}" aria-labelledby="page-{finding.Page}">
            <h2 id="page-{finding.Page}"><span class="page">{words.Page(finding.Page)}</span> {heading}</h2>
            <p>{text}</p>

            """);
        if (finding is { Sheet: { } sheet, City: { } city })
        {
            WriteFacts(page, words, finding, sheet, city);
            if (finding.Front is { } front)
                WriteFront(page, words, finding.Page, sheet, front);
        }

        page.Add($"</section>");
    }

    static void WriteFacts(HtmlPage page, PageWords words, SheetFinding finding, FrontParcel.OpenedFront sheet, CityName city) => page.Add($"""
        <dl>
        <div><dt>{words.CityLabel}</dt><dd>{words.City(city)}</dd></div>
        <div><dt>{words.NumberLabel}</dt><dd class="number">{sheet.IssueNumber}</dd></div>
        <div><dt>{words.TimeLabel}</dt><dd>{words.Time(sheet.IssuedAt)}</dd></div>
        <div><dt>{words.SheetLabel}</dt><dd>{words.Sheet(sheet.Sheet, sheet.Sheets)}</dd></div>
        <div><dt>{words.RestoredLabel}</dt><dd>{words.Restored(finding.Restored)}</dd></div>
        </dl>

        """);

    // What is hidden is for the script to show; without it the picture is compared with the paper itself.
    static void WriteFront(HtmlPage page, PageWords words, int number, FrontParcel.OpenedFront sheet, Bitmap front) => page
        .Add($"""
            <div class="compare">
            <div class="tools" hidden>
            <div class="choose"><label for="own-{number}">{words.ChooseOwnScan}</label><p class="hint" id="own-hint-{number}">{words.OwnScanHint}</p>
            <input id="own-{number}" type="file" accept="image/png,image/jpeg" aria-describedby="own-hint-{number}"></div>
            <div class="buttons"><button type="button" data-do="smaller">{words.ZoomOut}</button><button type="button" data-do="larger">{words.ZoomIn}</button>
            <button type="button" data-do="overlay" aria-pressed="false" disabled>{words.Overlay}</button><button type="button" data-do="swap" disabled>{words.Swap}</button></div>
            </div>
            <div class="panes">
            <figure class="issued"><figcaption>{words.Picture}</figcaption><div class="view" tabindex="0" role="region" aria-label="{words.Page(number)} {words.Picture}">
            <img width="{front.Width}" height="{front.Height}" alt="{words.PictureText(sheet.Sheet, sheet.Sheets)}" src="
            """)
        .AddPicture(front)
        .Add($"""
            "></div></figure>
            <figure class="own" hidden><figcaption>{words.OwnScan}</figcaption><div class="view" tabindex="0" role="region" aria-label="{words.Page(number)} {words.OwnScan}"><img alt="{words.OwnScan}"></div></figure>
            </div>
            </div>

            """);

    static string SummaryStyle(InquiryReport report) =>
        report.Certificate is null ? "refused" : report.Missing.Count == 0 && report.Pages.All(p => p.Verdict == Verdict.Genuine) ? "good" : "doubtful";

    static string StyleOf(Verdict verdict) => verdict switch
    {
        Verdict.Genuine => "good",
        Verdict.OfAnotherCertificate or Verdict.FormUnknown => "doubtful",
        _ => "refused",
    };
}
