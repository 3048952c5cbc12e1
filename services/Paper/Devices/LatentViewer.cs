using System.Numerics;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Latent;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Devices;

/// <summary>What is seen through the viewer.</summary>
/// <param name="Contrast">Between 証 and what is around it: difference of light by sum of light, 0 to 1.</param>
/// <param name="Angle">By how much the film was turned, degrees.</param>
/// <param name="Right">How far beside its place the image was found, millimetres.</param>
/// <param name="Down">Likewise.</param>
/// <param name="Picture">What the eye sees, stretched to all greys.</param>
public sealed record LatentView(double Contrast, double Angle, double Right, double Down, GreyImage Picture)
{
    /// <summary>Between what a scan of an original leaves of it (0.24) and the best of copies (0.007).</summary>
    const double Least = 0.08;

    /// <summary>Whether 証 is there to be seen.</summary>
    public bool Shows => Contrast >= Least;
}

/// <summary>
/// A film with the lines of the latent image's own screen, a third of it open, laid on the sheet, turned and moved until 証 shows (000-59).
/// The picture goes through in one half of the places and is held back in the other.
/// </summary>
public sealed class LatentViewer(LatentImage image)
{
    /// <summary>How far around its place the image is looked for, dots.</summary>
    const int Margin = 96;

    const int Cell = 8;

    /// <summary>Share of the film that lets light through.</summary>
    const double Open = 1.0 / 3;

    const double MostDegrees = 2;

    const double MillimetresPerDot = 25.4 / SheetInk.Dpi;

    /// <param name="paper">600 dpi.</param>
    /// <param name="room">Where on it the latent image is to be.</param>
    public LatentView View(GreyImage paper, DotBox room)
    {
        var cut = new Light(paper, room.X - Margin, room.Y - Margin, LatentImage.Side + 2 * Margin);
        var cells = Cells(cut);
        var best = Enumerable.Range(-20, 41).Select(i => Lay(cells, i * MostDegrees / 20)).MaxBy(f => f.Strength)!;
        best = Enumerable.Range(-10, 21).Select(i => Lay(cells, best.Degrees + i * 0.01)).MaxBy(f => f.Strength)!;
        var (x, y) = Find(best, cut.Side / Cell);
        return new LatentView(Contrast(cut, best, x, y), best.Degrees, x * MillimetresPerDot, y * MillimetresPerDot, Seen(cut, best));
    }

    /// <summary>How the film lies: how its phase runs over the paper, in periods, and what shows through it of each cell.</summary>
    sealed record Film(double Degrees, double Across, double Down, double Offset, double Strength, double[] Cells)
    {
        public (double Sin, double Cos) Turn { get; } = Math.SinCos(Degrees * Math.PI / 180);

        public bool IsOpen(int x, int y)
        {
            var phase = x * Across + y * Down + Offset;
            return Math.Abs(phase - Math.Round(phase)) < Open / 2;
        }
    }

    /// <summary>What of each small square swings with the screen as it was printed: strength and phase.</summary>
    static Complex[] Cells(Light paper)
    {
        var waves = Enumerable.Range(0, LatentImage.Period).Select(i => Complex.FromPolarCoordinates(1, 2 * Math.PI * i / LatentImage.Period)).ToArray();
        var side = paper.Side / Cell;
        var cells = new Complex[side * side];
        for (var y = 0; y < side * Cell; y++)
        {
            for (var x = 0; x < side * Cell; x++)
                cells[y / Cell * side + x / Cell] += paper[x, y] * waves[(x + 2 * y) % LatentImage.Period];
        }

        return cells;
    }

    /// <summary>
    /// Turns the film, and moves it to where it shows most: two cells in opposite phase have the same square, so that the sum of all
    /// squares says how far the film is from the lines without knowing which cell is which.
    /// </summary>
    static Film Lay(Complex[] cells, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (across, down) = ((cos - 2 * sin) / LatentImage.Period, (sin + 2 * cos) / LatentImage.Period);
        var (dx, dy) = (across - 1.0 / LatentImage.Period, down - 2.0 / LatentImage.Period);
        var side = (int)Math.Sqrt(cells.Length);
        var turned = new Complex[cells.Length];
        var squares = Complex.Zero;
        for (var i = 0; i < cells.Length; i++)
        {
            var (x, y) = (i % side * Cell + Cell / 2, i / side * Cell + Cell / 2);
            turned[i] = cells[i] * Complex.FromPolarCoordinates(1, 2 * Math.PI * (x * dx + y * dy));
            squares += turned[i] * turned[i];
        }

        var shift = squares.Phase / 2;
        var seen = Complex.FromPolarCoordinates(1, -shift);
        return new Film(degrees, across, down, -shift / (2 * Math.PI), squares.Magnitude, [.. turned.Select(t => (t * seen).Real)]);
    }

    /// <summary>Where 証 is: the move at which the cells differ most by whether they lie in it.</summary>
    (int X, int Y) Find(Film film, int side)
    {
        var (best, found) = (-1.0, (0, 0));
        for (var y = -Margin; y <= Margin; y += Cell)
        {
            for (var x = -Margin; x <= Margin; x += Cell)
            {
                var sum = 0.0;
                for (var i = 0; i < film.Cells.Length; i++)
                {
                    if (IsHidden(i % side * Cell + Cell / 2, i / side * Cell + Cell / 2, film, x, y) is { } isHidden)
                        sum += isHidden ? film.Cells[i] : -film.Cells[i] / 2;
                }

                if (Math.Abs(sum) > best)
                    (best, found) = (Math.Abs(sum), (x, y));
            }
        }

        return found;
    }

    /// <returns>Whether a place of the paper lies in 証 or beside it; null outside of the circle around.</returns>
    bool? IsHidden(int x, int y, Film film, int movedX, int movedY)
    {
        const double middle = LatentImage.Side / 2.0 + Margin;
        const int reach = 190;
        var (dx, dy) = (x - middle - movedX, y - middle - movedY);
        if (dx * dx + dy * dy > reach * reach)
            return null;
        var (u, v) = (film.Turn.Cos * dx + film.Turn.Sin * dy, film.Turn.Cos * dy - film.Turn.Sin * dx);
        return image.Hidden[(int)(u + LatentImage.Side / 2.0), (int)(v + LatentImage.Side / 2.0)];
    }

    double Contrast(Light paper, Film film, int movedX, int movedY)
    {
        double inside = 0, outside = 0;
        int insideCount = 0, outsideCount = 0;
        for (var y = 0; y < paper.Side; y++)
        {
            for (var x = 0; x < paper.Side; x++)
            {
                if (!film.IsOpen(x, y) || IsHidden(x, y, film, movedX, movedY) is not { } isHidden)
                    continue;
                if (isHidden)
                    (inside, insideCount) = (inside + paper[x, y], insideCount + 1);
                else
                    (outside, outsideCount) = (outside + paper[x, y], outsideCount + 1);
            }
        }

        (inside, outside) = (inside / Math.Max(1, insideCount), outside / Math.Max(1, outsideCount));
        return inside + outside == 0 ? 0 : Math.Abs(inside - outside) / (inside + outside);
    }

    /// <summary>From a distance at which the film's own lines are not seen.</summary>
    static GreyImage Seen(Light paper, Film film)
    {
        var through = new GreyImage(paper.Side, paper.Side);
        for (var y = 0; y < paper.Side; y++)
        {
            for (var x = 0; x < paper.Side; x++)
                through.Row(y)[x] = film.IsOpen(x, y) ? (byte)(255 * paper[x, y]) : (byte)0;
        }

        var seen = Lens.Blurred(through, 7);
        var (darkest, lightest) = (seen.Pixels.Min(), Math.Max(1, (int)seen.Pixels.Max()));
        foreach (ref var grey in seen.Pixels.AsSpan())
            grey = (byte)(255 * (grey - darkest) / Math.Max(1, lightest - darkest));
        return seen;
    }

    /// <summary>A square of the paper: 0 for its darkest, 1 for its lightest; white where there is no paper.</summary>
    sealed class Light
    {
        readonly float[] _light;

        public Light(GreyImage paper, int left, int top, int side)
        {
            (Side, _light) = (side, new float[side * side]);
            const float black = Printer.Toner;
            const float white = Printer.Paper;
            for (var y = 0; y < side; y++)
            {
                for (var x = 0; x < side; x++)
                {
                    var isPaper = left + x >= 0 && left + x < paper.Width && top + y >= 0 && top + y < paper.Height;
                    var grey = isPaper ? paper.Row(top + y)[left + x] : white;
                    _light[y * side + x] = Math.Clamp((grey - black) / (white - black), 0, 1);
                }
            }
        }

        public int Side { get; }

        public float this[int x, int y] => _light[y * Side + x];
    }
}
