namespace KioskSim.Inquiry.Host.Pages.Words;

/// <summary>A heading and what it means, with what to do where there is something to do.</summary>
record struct Notice(string Heading, string Text);

/// <summary>Everything that the pages say, in one language. The only place that turns a verdict or a refusal into words.</summary>
abstract class PageWords
{
    /// <summary>Shares below it would be shown as none.</summary>
    protected const float LeastShown = 0.0005f;

    static readonly PageWords Japanese = new JapaneseWords();
    static readonly PageWords English = new EnglishWords();

    /// <param name="language">As the link has it; anything but <c>en</c> is Japanese.</param>
    public static PageWords Of(string? language) => language == "en" ? English : Japanese;

    /// <summary>Of the page, BCP 47.</summary>
    public abstract string Language { get; }

    /// <summary>Where the pages in this language are.</summary>
    public abstract string Home { get; }

    public abstract (string Language, string Name, string Home) OtherLanguage { get; }

    public abstract string SiteName { get; }

    public abstract string SkipToContent { get; }

    public abstract string Simulator { get; }

    public abstract string HomeTitle { get; }

    public abstract string Lead { get; }

    /// <summary>Scan, send, compare.</summary>
    public abstract IReadOnlyList<Notice> Steps { get; }

    public abstract string FileLabel { get; }

    public abstract string FileHint { get; }

    public abstract string Send { get; }

    public abstract string ShowsHeading { get; }

    public abstract IReadOnlyList<string> Shows { get; }

    public abstract string ShowsNotHeading { get; }

    public abstract IReadOnlyList<string> ShowsNot { get; }

    public abstract string KeepsNothing { get; }

    public abstract string ReportTitle { get; }

    public abstract string AnotherInquiry { get; }

    public abstract string HowToReadHeading { get; }

    public abstract IReadOnlyList<string> HowToRead { get; }

    public abstract string CityLabel { get; }

    public abstract string NumberLabel { get; }

    public abstract string TimeLabel { get; }

    public abstract string SheetLabel { get; }

    public abstract string RestoredLabel { get; }

    public abstract string Picture { get; }

    public abstract string OwnScan { get; }

    public abstract string OwnScanHint { get; }

    public abstract string ChooseOwnScan { get; }

    public abstract string ZoomIn { get; }

    public abstract string ZoomOut { get; }

    public abstract string Overlay { get; }

    public abstract string Swap { get; }

    public abstract string RefusalTitle { get; }

    public abstract string Page(int page);

    public abstract string City(CityName city);

    public abstract string Time(DateTimeOffset time);

    public abstract string Sheet(int sheet, int sheets);

    /// <param name="share">0 to 1.</param>
    public abstract string Restored(float share);

    public abstract string PictureText(int sheet, int sheets);

    public abstract Notice Of(Verdict verdict);

    /// <summary>Of all pages together.</summary>
    public abstract Notice Summary(InquiryReport report);

    public abstract Notice Of(Refusal refusal);

    /// <summary>How the pages together stand, so that both languages say the same.</summary>
    protected static Outcome OutcomeOf(InquiryReport report) =>
        report.Certificate is null ? Outcome.NothingRead
        : report.Missing.Count > 0 ? Outcome.Incomplete
        : report.Pages.All(p => p.Verdict == Verdict.Genuine) ? Outcome.Complete
        : Outcome.Mixed;

    protected enum Outcome
    {
        /// <summary>Every sheet of one certificate, and nothing else.</summary>
        Complete = 1,

        /// <summary>Every sheet of one certificate, and pages that are none of it.</summary>
        Mixed,

        /// <summary>Sheets of it are not there.</summary>
        Incomplete,

        NothingRead,
    }
}
