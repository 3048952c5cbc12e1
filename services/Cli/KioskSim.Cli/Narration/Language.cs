using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Narration;

/// <summary>In which language a run is told.</summary>
enum Language
{
    Both,
    Ja,
    En,
}

static class Languages
{
    /// <summary>A line in each language that is spoken.</summary>
    public static IEnumerable<string> Lines(this Language language, Bilingual text) => language switch
    {
        Language.Ja => [text.Japanese],
        Language.En => [text.English],
        _ => [text.Japanese, text.English],
    };
}
