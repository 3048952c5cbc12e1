using KioskSim.Inquiry.Host.Pages.Words;

namespace KioskSim.Inquiry.Host.Pages;

/// <summary>Where scans are sent from.</summary>
static class HomePage
{
    public static void Write(HtmlPage page, PageWords words)
    {
        Frame.Open(page, words, words.HomeTitle);
        page.Add($"""<h1>{words.HomeTitle}</h1><p class="lead">{words.Lead}</p><ol class="steps">""");
        foreach (var (heading, text) in words.Steps)
            page.Add($"<li><strong>{heading}</strong><span>{text}</span></li>");
        page.Add($"""
            </ol>
            <form class="card" method="post" action="{words.Home}" enctype="multipart/form-data">
            <label for="scan">{words.FileLabel}</label>
            <p class="hint" id="scan-hint">{words.FileHint}</p>
            <input id="scan" name="scan" type="file" multiple required aria-describedby="scan-hint" accept=".png,.jpg,.jpeg,.tif,.tiff,.pdf,image/png,image/jpeg,image/tiff,application/pdf">
            <button class="main" type="submit">{words.Send}</button>
            </form>
            <div class="columns"><section><h2>{words.ShowsHeading}</h2>
            """);
        Frame.List(page, words.Shows);
        page.Add($"</section><section><h2>{words.ShowsNotHeading}</h2>");
        Frame.List(page, words.ShowsNot);
        page.Add($"</section></div>");
        Frame.Close(page, words);
    }
}
