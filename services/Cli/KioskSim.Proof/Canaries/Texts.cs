using System.Text;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Proof.Canaries;

/// <summary>A text in every form in which a program could have it in memory.</summary>
public static class Texts
{
    // Digits and letters of two bytes each occur by chance more easily than the same bytes of a name in kanji.
    const int ShortestRun = 12;
    const int ShortestWide = 16;

    static readonly (string Name, Encoding Encoding)[] Forms =
        [("UTF-8", Encoding.UTF8), ("UTF-16", Encoding.Unicode), ("UTF-16 big endian", Encoding.BigEndianUnicode)];

    /// <param name="name">What it is, for reports.</param>
    /// <param name="whole">Only all of it counts: other numbers, such as those of receipts, share much of one that is counted up.</param>
    public static IEnumerable<Canary> Of(string name, string text, bool whole = false)
    {
        foreach (var (form, encoding) in Forms)
        {
            var bytes = encoding.GetBytes(text);
            var shortest = whole ? bytes.Length : Math.Min(bytes.Length, encoding is UTF8Encoding || !Ascii.IsValid(text) ? ShortestRun : ShortestWide);
            if (bytes.Length >= PatternSet.Window)
                yield return new Canary($"{name}, {form}", bytes, shortest);
        }
    }
}
