namespace KioskSim.Inquiry.Comparison;

/// <summary>What of a scan is darker or paler than the sheet explains, smoothed by the width of a hairline; in shares of a stroke's darkness.</summary>
/// <param name="Ink">Above 0 there is more ink than expected, below it less.</param>
/// <param name="Letters">The largest of each letter that is known to the dot; what of it is print and paper, the others of the same sheet say.</param>
internal sealed record Unexplained(Plane Ink, IReadOnlyList<float> Letters)
{
    /// <summary>Dots of 300 dpi: a tenth of a millimetre.</summary>
    const float Smooth = 1.2f;

    /// <summary>Dots around a letter that belong to it.</summary>
    const int Around = 4;

    /// <summary>Dots at the edges of the sheet, where nothing is printed and scans have shadows: 3 mm.</summary>
    const int Edge = 36;

    /// <summary>Dots around a letter in which its own strokes count, and not those of the next one.</summary>
    const int Own = 2;

    public static Unexplained Of(ExpectedSheet sheet, Plane expected, Plane seen, Plane slack, PrintTones tones)
    {
        var ink = new Plane(expected.Width, expected.Height);
        for (var y = Edge; y < ink.Height - Edge; y++)
        {
            for (var at = y * ink.Width + Edge; at < (y + 1) * ink.Width - Edge; at++)
                ink.Ink[at] = LetterFit.Beyond(seen.Ink[at] - expected.Ink[at], slack.Ink[at]) / tones.Solid;
        }

        ink = ink.Blurred(Smooth);
        var isTaken = new bool[ink.Ink.Length];
        var letters = new List<float>(sheet.Letters.Count);
        foreach (var (index, letter) in sheet.Letters.Index())
        {
            var place = letter.Wider(Around, expected);
            var left = LetterFit.Of(place, expected, seen, slack, tones.Paper).Left(place, expected, seen, slack, tones.Paper).Blurred(Smooth);
            var most = 0f;
            for (var y = 0; y < left.Height; y++)
            {
                var row = left.Row(y);
                for (var x = 0; x < row.Length; x++)
                {
                    // Where letters stand close, what either of them explains is explained.
                    var (at, value) = ((place.Top + y) * ink.Width + place.Left + x, row[x] / tones.Solid);
                    if (!isTaken[at] || Math.Abs(value) < Math.Abs(ink.Ink[at]))
                        ink.Ink[at] = value;
                    isTaken[at] = true;
                    if (Math.Min(Math.Min(x, y), Math.Min(row.Length - 1 - x, left.Height - 1 - y)) >= Around - Own)
                        most = Math.Max(most, Math.Abs(value));
                }
            }

            if (sheet.Front.Letters[index].IsExact)
                letters.Add(most);
        }

        letters.Sort();
        return new Unexplained(ink, letters);
    }
}
