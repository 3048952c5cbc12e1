using KioskSim.Inquiry.Host.Pages.Words;

namespace KioskSim.Inquiry.Host.Pages;

/// <summary>What all pages have around what they say.</summary>
static class Frame
{
    public static void Open(HtmlPage page, PageWords words, string title, bool script = false)
    {
        var (otherLanguage, otherName, otherHome) = words.OtherLanguage;
        page.Add($"""
            <!DOCTYPE html>
            <html lang="{words.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{title} | {words.SiteName}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="/tokens.css">
            <link rel="stylesheet" href="/site.css">
            """);
        if (script)
            page.Add($"""<script type="module" src="/compare.js"></script>""");
        page.Add($"""
            </head>
            <body>
            <a class="skip" href="#main">{words.SkipToContent}</a>
            <header class="site"><div class="wide">
            <a class="name" href="{words.Home}">{words.SiteName}</a>
            <a class="language" href="{otherHome}" lang="{otherLanguage}" hreflang="{otherLanguage}">{otherName}</a>
            </div></header>
            <main id="main" class="wide">

            """);
    }

    public static void Close(HtmlPage page, PageWords words) => page.Add($"""

        </main>
        <footer class="site"><div class="wide"><p>{words.KeepsNothing}</p><p>{words.Simulator}</p></div></footer>
        </body>
        </html>

        """);

    public static void List(HtmlPage page, IReadOnlyList<string> items)
    {
        page.Add($"<ul>");
        foreach (var item in items)
            page.Add($"<li>{item}</li>");
        page.Add($"</ul>");
    }
}
