using System.Numerics;

namespace KioskSim.Paper.Ground;

/// <summary>
/// Where a word stands on the sheet, in dots of 600 dpi. Its rows rise by 5 in 12, 22.6 degrees, numbers that need no sine; and it stands
/// so that a tile of some words, laid side by side, is the whole ground: a hundred kilobytes less in every file.
/// </summary>
/// <param name="Letters">In the word.</param>
public sealed record GroundPlan(int Letters)
{
    /// <summary>Of a letter's square: 20 mm, so that its strokes are one or two coarse dots wide.</summary>
    public const int Letter = 472;

    public const int LetterPitch = 484;

    /// <summary>Between words, and between rows.</summary>
    const int Air = 124;

    /// <summary>The steps of the slope make whole cells of both screens.</summary>
    const int Unit = 12;

    /// <summary>From rows that run to the right to rows as they stand.</summary>
    public static Matrix3x2 Turn { get; } = new(12f / 13, -5f / 13, 5f / 13, 12f / 13, 0, 0);

    int Steps => Math.Max(RoundUp(Length + Air, 13 * Unit), RoundUp((Letter + Air) * 13, 120 * Unit)) * Unit;

    /// <summary>Of the word, along its row.</summary>
    public int Length => (Letters - 1) * LetterPitch + Letter;

    /// <summary>Of the tile; two words of a row, one after the other.</summary>
    public int Width => 24 * Steps;

    public int Height => 10 * Steps;

    /// <summary>Rows of words that begin at a tile's left edge.</summary>
    int Rows => Height * 12 / 13 / (Letter + Air);

    /// <summary>The words' middles in a tile; they reach over its edges into the next ones.</summary>
    public IEnumerable<(int X, int Y)> Middles()
    {
        for (var row = 0; row < Rows; row++)
        {
            var (x, y) = (row % 2 * 6 * Steps, row * Height / Rows - row % 2 * 5 * Steps / 2);
            yield return (x, y);
            yield return (x + Width / 2, y - Height / 2);
        }
    }

    /// <summary>The middles of the words that stand as a whole on a sheet, dots from its upper left corner.</summary>
    public IEnumerable<(int X, int Y)> Places(int sheetWidth, int sheetHeight)
    {
        var (reachX, reachY) = ((Length * 12 + Letter * 5) / 26, (Length * 5 + Letter * 12) / 26);
        for (var y = -Height; y <= sheetHeight + Height; y += Height)
        {
            for (var x = -Width; x <= sheetWidth + Width; x += Width)
            {
                foreach (var (dx, dy) in Middles())
                {
                    if (x + dx >= reachX && x + dx <= sheetWidth - reachX && y + dy >= reachY && y + dy <= sheetHeight - reachY)
                        yield return (x + dx, y + dy);
                }
            }
        }
    }

    static int RoundUp(int length, int unit) => (length + unit - 1) / unit;
}
