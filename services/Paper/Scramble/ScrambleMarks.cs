using KioskSim.Paper.Scramble.Coding;

namespace KioskSim.Paper.Scramble;

/// <summary>
/// The marks: squares of 7 × 7 modules, each with a pattern of its own, so that a reader knows which of them it sees, which way up, and
/// what print and scan have done to modules that it knows.
/// </summary>
internal static class ScrambleMarks
{
    /// <summary>Modules of a mark's side.</summary>
    public const int Side = 7;

    const int Modules = Side * Side;
    const ulong Start = 0x4B53_4D41_524B_0001;

    static readonly ulong[] Patterns = [.. Enumerable.Range(0, (ScrambleSize.MostBands + 1) * ScrambleSize.MarkColumns).Select(Draw)];

    /// <summary>49 bits, row after row, the upper left in bit 48; 1 is ink.</summary>
    public static ulong Pattern(int row, int column) => Patterns[row * ScrambleSize.MarkColumns + column];

    public static bool IsInk(ulong pattern, int x, int y) => (pattern >> (Modules - 1 - y * Side - x) & 1) != 0;

    /// <summary>A row of a mark: 7 bits.</summary>
    public static ulong Row(ulong pattern, int y) => pattern >> (Modules - Side * (y + 1)) & (1 << Side) - 1;

    /// <summary>The first pattern of its sequence that is half ink, so that no mark is light or dark as a whole.</summary>
    static ulong Draw(int index)
    {
        var sequence = new FixedSequence(Start + (ulong)index);
        while (true)
        {
            var pattern = sequence.Next() >> (64 - Modules);
            if (ulong.PopCount(pattern) is 24 or 25)
                return pattern;
        }
    }
}
