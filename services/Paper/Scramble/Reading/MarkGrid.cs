using System.Numerics;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>
/// The marks as a picture shows them. From those near the corners, where the frame says they are, finding grows from mark to mark, since
/// each tells where its neighbours must be; so paper that is bent, stretched or badly lit is followed. What is in a hole is interpolated.
/// </summary>
internal sealed class MarkGrid
{
    const float MarkCentre = ScrambleSize.Border + ScrambleMarks.Side / 2f;

    /// <summary>Correlation of a mark's modules with its pattern; among 49 modules chance makes 0.14.</summary>
    const float Certain = 0.6f;
    const float Likely = 0.45f;

    const float FirstReach = 4;
    const float Reach = 1.5f;

    /// <summary>Modules that a mark may lie away from where its neighbours say.</summary>
    const float MostApart = 0.7f;

    readonly GreyImage _image;
    readonly Homography _plane;
    readonly ScrambleSize _size;
    readonly Vector2[] _moved;
    readonly bool[] _found;

    public MarkGrid(GreyImage image, ScrambleSize size, ReadOnlySpan<Vector2> corners)
    {
        (_image, _size) = (image, size);
        _plane = new Homography(ScrambleSize.Width, size.Height, corners);
        (_moved, _found) = (new Vector2[Count], new bool[Count]);
    }

    public ScrambleSize Size => _size;

    public int Count => _size.MarkRows * ScrambleSize.MarkColumns;

    public int Found => _found.Count(found => found);

    public float DotsPerModule => Vector2.Distance(_plane.At(0, _size.Height / 2.0), _plane.At(ScrambleSize.Width, _size.Height / 2.0)) / ScrambleSize.Width;

    /// <summary>How well the marks at the corners are there: the mean correlation of the better eight of twelve.</summary>
    public float Likelihood()
    {
        Span<float> scores = stackalloc float[12];
        var at = 0;
        foreach (var bottom in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (var right in (ReadOnlySpan<bool>)[false, true])
            {
                foreach (var (down, beside) in (ReadOnlySpan<(int, int)>)[(0, 0), (0, 1), (1, 0)])
                {
                    var (row, column) = (bottom ? _size.Bands - down : down, right ? ScrambleSize.MarkColumns - 1 - beside : beside);
                    (scores[at++], _) = Look(row, column, Vector2.Zero, FirstReach);
                }
            }
        }

        scores.Sort();
        var sum = 0f;
        foreach (var score in scores[4..])
            sum += score;
        return sum / 8;
    }

    /// <summary>Finds as many marks as there are.</summary>
    public void Grow()
    {
        foreach (var row in (ReadOnlySpan<int>)[0, 1, _size.Bands - 1, _size.Bands])
        {
            foreach (var column in (ReadOnlySpan<int>)[0, 1, ScrambleSize.MarkColumns - 2, ScrambleSize.MarkColumns - 1])
                Take(row, column, Vector2.Zero, FirstReach, Certain);
        }

        DropStrays();
        for (var grew = true; grew;)
        {
            grew = false;
            for (var row = 0; row < _size.MarkRows; row++)
            {
                for (var column = 0; column < ScrambleSize.MarkColumns; column++)
                {
                    if (!_found[Index(row, column)] && Expected(row, column) is { } moved)
                        grew |= Take(row, column, moved, Reach, Likely);
                }
            }
        }

        DropStrays();
        Interpolate();
        for (var row = 0; row < _size.MarkRows; row++)
        {
            for (var column = 0; column < ScrambleSize.MarkColumns; column++)
                Take(row, column, _moved[Index(row, column)], 1, Likely);
        }

        DropStrays();
        Interpolate();
    }

    /// <summary>Where a point of the image is in the picture.</summary>
    /// <param name="x">Modules from the left edge of the frame.</param>
    /// <param name="y">Modules from the upper edge of the frame.</param>
    public Vector2 At(float x, float y) => _plane.At(x, y) + Moved(x, y);

    Vector2 Moved(float x, float y)
    {
        var (across, down) = ((x - MarkCentre) / ScrambleSize.Pitch, (y - MarkCentre) / ScrambleSize.Pitch);
        var (column, row) = (Math.Clamp((int)across, 0, ScrambleSize.MarkColumns - 2), Math.Clamp((int)down, 0, _size.Bands - 1));
        var at = Index(row, column);
        var upper = Vector2.Lerp(_moved[at], _moved[at + 1], across - column);
        var lower = Vector2.Lerp(_moved[at + ScrambleSize.MarkColumns], _moved[at + ScrambleSize.MarkColumns + 1], across - column);
        return Vector2.Lerp(upper, lower, down - row);
    }

    static int Index(int row, int column) => row * ScrambleSize.MarkColumns + column;

    bool Take(int row, int column, Vector2 expected, float reach, float least)
    {
        var (score, moved) = Look(row, column, expected, reach);
        if (score < least)
            return false;
        (_found[Index(row, column)], _moved[Index(row, column)]) = (true, moved);
        return true;
    }

    /// <summary>The place within reach that resembles the mark most.</summary>
    /// <param name="reach">Modules; whole or half.</param>
    (float Score, Vector2 Moved) Look(int row, int column, Vector2 expected, float reach)
    {
        const int Side = ScrambleMarks.Side;
        var (x, y) = (MarkCentre + column * ScrambleSize.Pitch, MarkCentre + row * ScrambleSize.Pitch);
        var centre = _plane.At(x, y);
        var (right, down) = ((_plane.At(x + 1, y) - centre) / 2, (_plane.At(x, y + 1) - centre) / 2);
        centre += expected;

        // Two samples a module.
        var places = (int)(4 * reach) + 1;
        var across = places + 2 * (Side - 1);
        Span<float> patch = stackalloc float[(int)(4 * FirstReach + 1 + 2 * (Side - 1)) * (int)(4 * FirstReach + 1 + 2 * (Side - 1))];
        for (var j = 0; j < across; j++)
        {
            for (var i = 0; i < across; i++)
                patch[j * across + i] = 255 - Photo.At(_image, centre + (i - (across - 1) / 2f) * right + (j - (across - 1) / 2f) * down);
        }

        Span<float> pattern = stackalloc float[Side * Side];
        var bits = ScrambleMarks.Pattern(row, column);
        var mean = (float)ulong.PopCount(bits) / pattern.Length;
        for (var i = 0; i < pattern.Length; i++)
            pattern[i] = (ScrambleMarks.IsInk(bits, i % Side, i / Side) ? 1 : 0) - mean;

        Span<float> scores = stackalloc float[(int)(4 * FirstReach + 1) * (int)(4 * FirstReach + 1)];
        var best = 0;
        for (var at = 0; at < places * places; at++)
        {
            scores[at] = Correlation(patch[(at / places * across + at % places)..], across, pattern);
            best = scores[at] > scores[best] ? at : best;
        }

        var (placeX, placeY) = (best % places, best / places);
        var (fineX, fineY) = ((float)placeX, (float)placeY);
        if (placeX > 0 && placeX < places - 1)
            fineX += Peak(scores[best - 1], scores[best], scores[best + 1]);
        if (placeY > 0 && placeY < places - 1)
            fineY += Peak(scores[best - places], scores[best], scores[best + places]);
        return (scores[best], expected + (fineX - (places - 1) / 2f) * right + (fineY - (places - 1) / 2f) * down);
    }

    /// <param name="pattern">Of mean 0 and size 49 × 1/4.</param>
    static float Correlation(ReadOnlySpan<float> patch, int across, ReadOnlySpan<float> pattern)
    {
        const int Side = ScrambleMarks.Side;
        float sum = 0, squares = 0, product = 0;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var value = patch[2 * (y * across + x)];
                sum += value;
                squares += value * value;
                product += value * pattern[y * Side + x];
            }
        }

        var spread = squares - sum * sum / pattern.Length;
        return spread < 16 * pattern.Length ? 0 : product / MathF.Sqrt(spread * pattern.Length / 4);
    }

    /// <summary>Where a parabola through three equally distant values is highest, from the middle one.</summary>
    static float Peak(float before, float at, float after)
    {
        var bend = 2 * at - before - after;
        return bend <= 0 ? 0 : Math.Clamp((after - before) / (2 * bend), -0.5f, 0.5f);
    }

    /// <summary>
    /// How a mark must have moved as those around it have: where two lie behind each other, as much further on as from the one to the
    /// other; else as its neighbours on average. Null where it has none.
    /// </summary>
    Vector2? Expected(int row, int column)
    {
        var (ahead, counted) = (Vector2.Zero, 0);
        var (around, neighbours) = (Vector2.Zero, 0);
        for (var direction = 0; direction < 9; direction++)
        {
            var (down, right) = (direction / 3 - 1, direction % 3 - 1);
            if ((down, right) is (0, 0) || !IsFound(row + down, column + right))
                continue;
            var near = _moved[Index(row + down, column + right)];
            (around, neighbours) = (around + near, neighbours + 1);
            if (IsFound(row + 2 * down, column + 2 * right))
                (ahead, counted) = (ahead + 2 * near - _moved[Index(row + 2 * down, column + 2 * right)], counted + 1);
        }

        return counted > 0 ? ahead / counted : neighbours > 0 ? around / neighbours : null;
    }

    bool IsFound(int row, int column) =>
        row >= 0 && row < _size.MarkRows && column is >= 0 and < ScrambleSize.MarkColumns && _found[Index(row, column)];

    void DropStrays()
    {
        for (var row = 0; row < _size.MarkRows; row++)
        {
            for (var column = 0; column < ScrambleSize.MarkColumns; column++)
            {
                var at = Index(row, column);
                if (_found[at] && Expected(row, column) is { } around && Vector2.Distance(around, _moved[at]) > MostApart * DotsPerModule)
                    _found[at] = false;
            }
        }
    }

    /// <summary>Marks that were not found lie between those that were, as a stretched skin does.</summary>
    void Interpolate()
    {
        var mean = Vector2.Zero;
        for (var i = 0; i < Count; i++)
            mean += _found[i] ? _moved[i] : Vector2.Zero;
        mean /= Math.Max(1, Found);
        for (var i = 0; i < Count; i++)
            _moved[i] = _found[i] ? _moved[i] : mean;
        for (var round = 0; round < 4 * ScrambleSize.MarkColumns; round++)
        {
            for (var row = 0; row < _size.MarkRows; row++)
            {
                for (var column = 0; column < ScrambleSize.MarkColumns; column++)
                {
                    if (_found[Index(row, column)])
                        continue;
                    var (sum, count) = (Vector2.Zero, 0);
                    foreach (var (j, i) in (ReadOnlySpan<(int, int)>)[(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)])
                    {
                        if (j >= 0 && j <= _size.Bands && i is >= 0 and < ScrambleSize.MarkColumns)
                            (sum, count) = (sum + _moved[Index(j, i)], count + 1);
                    }

                    _moved[Index(row, column)] = sum / count;
                }
            }
        }
    }
}
