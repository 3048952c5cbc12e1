using KioskSim.Inquiry.Host.Pages.Words;

namespace KioskSim.Inquiry.Host.Pages;

/// <summary>Why there is no report, and what to do.</summary>
static class RefusalPage
{
    public static void Write(HtmlPage page, PageWords words, Refusal refusal)
    {
        var (heading, text) = words.Of(refusal);
        Frame.Open(page, words, heading);
        page.Add($"""
            <h1>{words.RefusalTitle}</h1>
            <div class="notice refused"><p class="verdict">{heading}</p><p>{text}</p></div>
            <p><a class="main" href="{words.Home}">{words.AnotherInquiry}</a></p>
            """);
        Frame.Close(page, words);
    }
}
