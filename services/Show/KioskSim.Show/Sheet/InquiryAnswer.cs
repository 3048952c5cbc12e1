using System.Net;
using System.Text.RegularExpressions;

namespace KioskSim.Show.Sheet;

/// <summary>What the inquiry site's page says, in its own words, as a visitor reads it.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Verdict">In a few words.</param>
/// <param name="Text">In a sentence.</param>
/// <param name="Facts">Who made the certificate, when, its number and sheet; empty where the site has nothing to say of it.</param>
/// <param name="Front">The front as the city made it, PNG; null where the site shows none.</param>
public sealed partial record InquiryAnswer(int Status, string Verdict, string Text, IReadOnlyList<(string Name, string Value)> Facts, byte[]? Front)
{
    /// <exception cref="InvalidDataException">Not a page of the inquiry site's.</exception>
    public static InquiryAnswer Read(int status, string page)
    {
        // A report speaks of all pages and then of each; what a refusal or a report of no page says stands in its notice.
        var said = OnePage().Match(page) is { Success: true } one ? one : Notice().Match(page);
        if (!said.Success)
            throw new InvalidDataException("That is no page of the inquiry site.");
        var front = Picture().Match(page);
        return new InquiryAnswer(
            status, Plain(said.Groups[1].Value), Plain(said.Groups[2].Value),
            [.. Fact().Matches(page).Select(f => (Plain(f.Groups[1].Value), Plain(f.Groups[2].Value)))],
            front.Success ? Convert.FromBase64String(front.Groups[1].Value) : null);
    }

    static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, "")).Trim();

    [GeneratedRegex("""<h2 id="page-1"><span class="page">.*?</span>(.*?)</h2>\s*<p>(.*?)</p>""", RegexOptions.Singleline)]
    private static partial Regex OnePage();

    [GeneratedRegex("""<p class="verdict">(.*?)</p>\s*<p>(.*?)</p>""", RegexOptions.Singleline)]
    private static partial Regex Notice();

    [GeneratedRegex("""<div><dt>(.*?)</dt><dd[^>]*>(.*?)</dd></div>""", RegexOptions.Singleline)]
    private static partial Regex Fact();

    [GeneratedRegex("""src="\s*data:image/png;base64,([A-Za-z0-9+/=]+)\s*">""")]
    private static partial Regex Picture();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
