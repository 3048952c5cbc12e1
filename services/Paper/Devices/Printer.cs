using KioskSim.Paper.Images;

namespace KioskSim.Paper.Devices;

/// <summary>What a laser printer of 600 dpi makes of dots on plain paper.</summary>
/// <param name="Spread">How far toner scatters round a dot, sigma in dots.</param>
/// <param name="Gain">
/// Grows dots (above 0) or eats them (below): by so much less toner than half a dot's share a place is black. 0 keeps the tint of a
/// fine screen nearly as it is.
/// </param>
/// <param name="Jitter">By how much a line of dots lies beside its place, sigma in dots.</param>
/// <param name="Noise">Of paper and toner, sigma in greys of 255.</param>
public sealed record Printer(double Spread, double Gain, double Jitter, double Noise)
{
    /// <summary>The greys that a scanner sees of white paper and of solid toner.</summary>
    internal const byte Paper = 242;
    internal const byte Toner = 26;

    const int Phases = 16;

    /// <summary>A well-kept machine.</summary>
    public static Printer Good { get; } = new(0.6, 0.06, 0.08, 2);

    /// <summary>One that prints fat and unevenly.</summary>
    public static Printer Worn { get; } = new(0.75, 0.14, 0.2, 6);

    /// <summary>By the names that a command takes.</summary>
    public static IReadOnlyDictionary<string, Printer> Models { get; } = new Dictionary<string, Printer> { ["good"] = Good, ["worn"] = Worn };

    /// <returns>The paper as light falls from it, a byte a dot of 600 dpi.</returns>
    public GreyImage Print(Bitmap page, Random random)
    {
        var paper = new GreyImage(page.Width, page.Height);
        var down = new Blur(Spread);
        var phases = Enumerable.Range(0, Phases + 1).Select(i => new Blur(Spread, 2.0 * i / Phases - 1)).ToArray();
        var reach = phases.Max(p => p.Reach);
        var (grain, tones) = (new Grain(random, Noise, page.Width), Tones());
        var dots = new byte[page.Width + 2 * reach];
        var rows = Enumerable.Range(0, 2 * down.Reach + 1).Select(_ => new byte[page.Width]).ToArray();
        var drawn = -1;
        for (var y = 0; y < page.Height; y++)
        {
            for (; drawn < Math.Min(y + down.Reach, page.Height - 1); drawn++)
            {
                Expand(page.Row(drawn + 1), dots.AsSpan(reach, page.Width));
                var blur = phases[Phase(random)];
                blur.Across(dots.AsSpan(reach - blur.Reach), rows[(drawn + 1) % rows.Length]);
            }

            var row = paper.Row(y);
            down.Down(i => rows[Math.Clamp(y + i, 0, page.Height - 1) % rows.Length], row);
            foreach (ref var dot in row)
                dot = tones[dot];
            grain.AddTo(row, random);
        }

        return paper;
    }

    int Phase(Random random) => Jitter == 0 ? Phases / 2 : Math.Clamp((int)Math.Round((1 + Jitter * Grain.Bell(random)) * Phases / 2), 0, Phases);

    /// <summary>Toner sticks where there is enough of it: nearly all or nothing.</summary>
    byte[] Tones()
    {
        const double steepness = 12;
        return [.. Enumerable.Range(0, 256).Select(ink =>
            (byte)(Paper - (Paper - Toner) / (1 + Math.Exp(-steepness * (ink / 255.0 - 0.5 + Gain)))))];
    }

    static void Expand(ReadOnlySpan<ulong> words, Span<byte> dots)
    {
        for (var x = 0; x < dots.Length; x++)
            dots[x] = (byte)(0 - (words[x >> 6] >> (63 - (x & 63)) & 1));
    }
}
