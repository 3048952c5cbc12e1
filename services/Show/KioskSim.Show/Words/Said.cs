using KioskSim.Domain.Errors;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Show.Words;

/// <summary>The same in both languages of the page.</summary>
public readonly record struct Said(string Japanese, string English)
{
    /// <summary>Numbers and names that are the same in both.</summary>
    public static Said Same(string text) => new(text, text);

    /// <summary>What the kiosk's own pages say.</summary>
    public static Said Of(Bilingual words) => new(words.Japanese, words.English);

    /// <summary>Why something cannot be done, as the kiosk puts it.</summary>
    public static Said Of(FlowErrorCode why, int? triesLeft = null) => Of(ErrorWords.Of(why, triesLeft));
}

/// <summary>The language that a browser is shown.</summary>
public sealed record Language
{
    Language(string code) => Code = code;

    public static Language Japanese { get; } = new("ja");

    public static Language English { get; } = new("en");

    /// <summary>BCP 47.</summary>
    public string Code { get; }

    public Language Other => this == English ? Japanese : English;

    /// <param name="code">As an address has it; anything but <c>en</c> is Japanese.</param>
    public static Language Of(string? code) => code == "en" ? English : Japanese;

    public string this[Said said] => this == English ? said.English : said.Japanese;
}
