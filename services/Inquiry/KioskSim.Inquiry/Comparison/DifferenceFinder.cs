namespace KioskSim.Inquiry.Comparison;

/// <summary>Where more is left unexplained than print and paper leave.</summary>
internal static class DifferenceFinder
{
    /// <summary>Dots: differences nearer to each other are one.</summary>
    const int Nearby = 10;

    /// <param name="most">What print and paper leave.</param>
    public static List<FrontDifference> Find(Plane unexplained, float most)
    {
        var isTaken = new bool[unexplained.Ink.Length];
        var found = new List<FrontDifference>();
        for (var start = 0; start < isTaken.Length; start++)
        {
            if (!isTaken[start] && Math.Abs(unexplained.Ink[start]) > most)
                found.Add(Around(start, unexplained, most / 2, isTaken));
        }

        return found;
    }

    /// <summary>All that hangs together with a dot.</summary>
    static FrontDifference Around(int start, Plane unexplained, float least, bool[] isTaken)
    {
        double added = 0, missing = 0;
        var (left, right, top, bottom) = (int.MaxValue, 0, int.MaxValue, 0);
        var waiting = new Stack<int>([start]);
        isTaken[start] = true;
        while (waiting.TryPop(out var at))
        {
            var (x, y) = (at % unexplained.Width, at / unexplained.Width);
            (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            (added, missing) = (added + Math.Max(0, unexplained.Ink[at]), missing + Math.Max(0, -unexplained.Ink[at]));
            for (var v = Math.Max(0, y - Nearby); v <= Math.Min(unexplained.Height - 1, y + Nearby); v++)
            {
                for (var u = Math.Max(0, x - Nearby); u <= Math.Min(unexplained.Width - 1, x + Nearby); u++)
                {
                    var near = v * unexplained.Width + u;
                    if (isTaken[near] || Math.Abs(unexplained.Ink[near]) <= least)
                        continue;
                    isTaken[near] = true;
                    waiting.Push(near);
                }
            }
        }

        return FrontDifference.Of(new PrintedPlace(left, top, right + 1, bottom + 1), added, missing);
    }
}
