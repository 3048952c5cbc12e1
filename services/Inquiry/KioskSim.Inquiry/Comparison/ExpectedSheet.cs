using KioskSim.Paper.Fronts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;

namespace KioskSim.Inquiry.Comparison;

/// <summary>A front as its back says that it was printed, dot by dot at 600 dpi: over the ground, letters, seals and rules.</summary>
internal sealed class ExpectedSheet
{
    /// <summary>Dots to either side of where the edge of a rule is expected: its place was rounded, and printers thicken rules.</summary>
    const int RuleSlack = 4;

    /// <summary>The same of a seal, of which the back has the picture alone.</summary>
    const int SealSlack = 3;

    /// <summary>Dots of 300 dpi around a letter that tell where it lies.</summary>
    const int Around = 4;

    /// <summary>Half a dot of 150 dpi, and one for the paper that slipped.</summary>
    const int MostMove = 3;

    readonly Bitmap _drawn;

    /// <param name="width">Of the sheet, dots.</param>
    /// <param name="height">Likewise.</param>
    public ExpectedSheet(PrintedFront front, DeterrentGround ground, int width, int height)
    {
        (Front, Moves) = (front, new (int X, int Y)[front.Letters.Count]);
        Letters = [.. front.Letters.Select(l => PrintedPlace.Of(l.Ink))];
        (Ground, _drawn) = (new Bitmap(width, height), new Bitmap(width, height));
        ground.Ink(Ground);
    }

    public PrintedFront Front { get; }

    /// <summary>Where the front's letters lie.</summary>
    public IReadOnlyList<PrintedPlace> Letters { get; }

    /// <summary>By how many dots each letter lies beside its place.</summary>
    public (int X, int Y)[] Moves { get; }

    public Bitmap Ground { get; }

    /// <summary>Moves the letters towards where they are seen.</summary>
    public void Move(Plane expected, Plane seen, PrintTones tones)
    {
        for (var i = 0; i < Moves.Length; i++)
        {
            var fit = LetterFit.Of(Letters[i].Wider(Around, expected), expected, seen, slack: null, tones.Paper);
            Moves[i] = (Moved(Moves[i].X, fit.Right), Moved(Moves[i].Y, fit.Down));
        }

        static int Moved(int dots, float by) => Math.Clamp(dots + (int)Math.Round(DotCounts.Dots * by), -MostMove, MostMove);
    }

    /// <summary>What is printed over the ground.</summary>
    /// <returns>The same bitmap each time.</returns>
    public Bitmap Draw()
    {
        _drawn.Words.Clear();
        foreach (var (letter, move) in Front.Letters.Zip(Moves))
            _drawn.Or(letter.Ink.Bitmap, letter.Ink.X + move.X, letter.Ink.Y + move.Y);
        foreach (var rule in Front.Rules)
            _drawn.Fill(rule.X, rule.Y, rule.Width, rule.Height);
        return _drawn;
    }

    /// <summary>Dots of which the back does not say whether they are inked: around the edges of rules and seals.</summary>
    public Bitmap DrawUnsure()
    {
        var unsure = new Bitmap(Ground.Width, Ground.Height);
        foreach (var rule in Front.Rules)
            unsure.Fill(rule.X - RuleSlack, rule.Y - RuleSlack, rule.Width + 2 * RuleSlack, rule.Height + 2 * RuleSlack);
        foreach (var rule in Front.Rules)
            unsure.Clear(rule.X + RuleSlack, rule.Y + RuleSlack, rule.Width - 2 * RuleSlack, rule.Height - 2 * RuleSlack);
        foreach (var seal in Front.Letters.Where(l => !l.IsExact))
            unsure.Or(Edges(seal.Ink.Bitmap), seal.Ink.X - SealSlack, seal.Ink.Y - SealSlack);
        return unsure;
    }

    /// <summary>The dots with both ink and paper near.</summary>
    static Bitmap Edges(Bitmap ink)
    {
        var paper = new Bitmap(ink.Width + 2 * SealSlack, ink.Height + 2 * SealSlack);
        paper.Fill(0, 0, paper.Width, paper.Height);
        for (var y = 0; y < ink.Height; y++)
        {
            for (var x = 0; x < ink.Width; x++)
            {
                if (ink[x, y])
                    paper[x + SealSlack, y + SealSlack] = false;
            }
        }

        var edges = new Bitmap(paper.Width, paper.Height);
        var nearPaper = new Bitmap(paper.Width, paper.Height);
        for (var dy = -SealSlack; dy <= SealSlack; dy++)
        {
            for (var dx = -SealSlack; dx <= SealSlack; dx++)
            {
                edges.Or(ink, SealSlack + dx, SealSlack + dy);
                nearPaper.Or(paper, dx, dy);
            }
        }

        for (var i = 0; i < edges.Words.Length; i++)
            edges.Words[i] &= nearPaper.Words[i];
        return edges;
    }
}
