using System.Globalization;
using KioskSim.Domain.Time;

namespace KioskSim.Inquiry.Host.Pages.Words;

sealed class EnglishWords : PageWords
{
    public override string Language => "en";

    public override string Home => "/?lang=en";

    public override (string Language, string Name, string Home) OtherLanguage => ("ja", "日本語", "/");

    public override string SiteName => "Certificate inquiry site";

    public override string SkipToContent => "Skip to content";

    public override string Simulator => "This is KioskSim's inquiry site. It does not check real certificates.";

    public override string HomeTitle => "Check a certificate from a convenience store";

    public override string Lead =>
        "The scramble image on the back of a certificate holds the front as the city made it, encrypted. Send a scan of the back, and this site shows the front as it was issued.";

    public override IReadOnlyList<Notice> Steps { get; } =
    [
        new("Scan the back", "Scan the whole back at 300 dpi or more. It may be tilted or upside down."),
        new("Send the scan", "If the certificate has several sheets, choose all backs: the site also checks whether all are there."),
        new("Compare the fronts", "Compare what is shown with the front in your hands. Any difference may be an alteration."),
    ];

    public override string FileLabel => "Scan of the back";

    public override string FileHint => "PNG, JPEG, TIFF or PDF. Up to 20 MB and 10 pages in all. You can choose several files.";

    public override string Send => "Send and check";

    public override string ShowsHeading => "What this site tells you";

    public override IReadOnlyList<string> Shows { get; } =
    [
        "The front as it was when the city issued it",
        "Which city made it, its issue number, date and time",
        "Which sheet it is, and whether all sheets of the certificate are there",
    ];

    public override string ShowsNotHeading => "What it cannot tell you";

    public override IReadOnlyList<string> ShowsNot { get; } =
    [
        "Whether the paper is the original or a copy (a sharp copy shows the same picture)",
        "Whether what was certified is still so today",
    ];

    public override string KeepsNothing => "Neither your scan nor what is shown stays on this site.";

    public override string ReportTitle => "Result";

    public override string AnotherInquiry => "Check another scan";

    public override string HowToReadHeading => "How to read this result";

    public override IReadOnlyList<string> HowToRead { get; } =
    [
        "The picture is the front as the city made it at issue. Compare it with the front in your hands, letter by letter and digit by digit. If anything differs, the front in your hands is not the one that was issued.",
        "A sharp copy of the back gives the same result. This result alone does not show that your paper is the original.",
        "The latent image tells an original from a copy: look at the cherry blossom at the lower left of the back through the special viewer. On an original the character 証 appears in a circle; on a copy it does not.",
        "Your scan and the picture are no longer on this site. Once you close this page, it cannot be shown again.",
    ];

    public override string CityLabel => "Made by";

    public override string NumberLabel => "Issue number";

    public override string TimeLabel => "Issued";

    public override string SheetLabel => "Sheet";

    public override string RestoredLabel => "Repair";

    public override string Picture => "Front as the city made it";

    public override string OwnScan => "Front in your hands";

    public override string OwnScanHint => "PNG or JPEG. It is not sent: it is shown in this browser only.";

    public override string ChooseOwnScan => "Put a scan of your front beside it";

    public override string ZoomIn => "Larger";

    public override string ZoomOut => "Smaller";

    public override string Overlay => "Lay over each other";

    public override string Swap => "Swap";

    public override string RefusalTitle => "This could not be checked";

    public override string Page(int page) => $"Page {page}";

    public override string City(CityName city) => city.English;

    public override string Time(DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.ToOffset(JapanTime.Offset):d MMMM yyyy, H:mm} (Japan time)");

    public override string Sheet(int sheet, int sheets) => $"{sheet} of {sheets}";

    public override string Restored(float share) => share < LeastShown ? "None was needed" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0}% was misread and restored exactly");

    public override string PictureText(int sheet, int sheets) => $"Picture of the front of sheet {Sheet(sheet, sheets)}, to compare with the front in your hands.";

    public override Notice Of(Verdict verdict) => verdict switch
    {
        Verdict.Genuine => new("Made by the city", "The city's signature holds, and everything was read as it was printed. Compare the picture below with the front in your hands."),
        Verdict.OfAnotherCertificate => new("A sheet of another certificate", "A city made it, but it belongs to another certificate than the first sheet that was read. Check whether sheets were mixed up."),
        Verdict.NoImage => new("No scramble image found", "This is not the back, or not the whole of it. Scan the whole back and send it again."),
        Verdict.TooCoarse => new("Too coarse or too blurred", "The small dots of a scramble image cannot be told apart. Scan the whole back at 300 dpi or more and send it again."),
        Verdict.Damaged => new("Too damaged to be read", "More is lost than can be restored. Lay the sheet flat and scan it again. If it still cannot be read, ask the city."),
        Verdict.NotOurs => new("Not made by a city", "Everything was read, but no participating city's signature holds. Do not take this paper for a certificate."),
        _ => new("A form this site cannot show", "A city made it, but on a form that this site does not have, so the front cannot be shown. Ask the city."),
    };

    public override Notice Summary(InquiryReport report) => OutcomeOf(report) switch
    {
        Outcome.Complete when report.Certificate!.Sheets == 1 => new("This sheet is the whole certificate", "A city made it. Compare the fronts to check what it says."),
        Outcome.Complete => new($"All {report.Certificate!.Sheets} sheets are here", "A city made them. Compare the fronts to check what they say."),
        Outcome.Mixed => new("The certificate is complete, but there are other pages", "Some pages could not be read or belong to another certificate. See the result of each page."),
        Outcome.Incomplete => new($"Missing: {(report.Missing.Count == 1 ? "sheet" : "sheets")} {string.Join(", ", report.Missing)}", $"This certificate has {report.Certificate!.Sheets} sheets. Send the other backs together with these."),
        _ => new("There is no front to show", "See the reason for each page."),
    };

    public override Notice Of(Refusal refusal) => refusal switch
    {
        Refusal.NoFile => new("No file was chosen", "Choose a scan of the back and send it."),
        Refusal.NotAScan => new("This is not a scan", "Send a PNG, JPEG or TIFF file, or a PDF of scanned pages."),
        Refusal.Malformed => new("The upload broke off", "Please send it again."),
        Refusal.Damaged => new("The file is damaged", "It cannot be read to its end. Scan the back again and send the new file."),
        Refusal.TooLarge => new("The file is too large", "Up to 20 MB in all, and pages up to about A4 at 600 dpi. A scan at 300 dpi is smaller."),
        Refusal.TooManyPages => new("Too many pages", "Up to 10 pages can be checked at once. Please send them in parts."),
        Refusal.NotSupported => new("A kind of picture that is not read", "PDF files without pictures and unusual compressions are not read. Set the scanner to PNG or JPEG."),
        Refusal.TwoFilesInOne => new("One file within another", "For safety such files are not read. Send the file as the scanner made it."),
        Refusal.NotOurForm => new("Sent in another way than expected", "Please use the form on this site."),
        Refusal.TooSlow => new("It did not arrive in time", "Please send it again over a better connection."),
        Refusal.TooOften => new("Too many inquiries", "Please wait a little and send it again."),
        Refusal.Busy => new("The site is busy", "Please wait a little and send it again."),
        Refusal.NoSuchPage => new("There is no such page", "Check the address, or start from the first page."),
        Refusal.WrongMethod => new("That cannot be done here", "Please use the form on this site."),
        _ => new("Something is wrong with this site", "We are sorry. Your scan was not kept. Please wait a little and send it again."),
    };
}
