namespace KioskSim.Paper.Symbols;

/// <summary>
/// What both sides know of the letters so far, kept in step: which came after which, how far on, and how each lies to the place where the
/// last letter's successor was due. A place is the middle of a letter's cell as first seen.
/// </summary>
internal sealed class GlyphTable
{
    /// <summary>What is known of one letter.</summary>
    /// <param name="Next">What came after it last; −1 for nothing.</param>
    /// <param name="Advance">How far on that was.</param>
    /// <param name="OffsetX">From the place to the picture's left edge.</param>
    /// <param name="OffsetY">From the place to the picture's upper edge.</param>
    public record struct Known(int Next, int Advance, int OffsetX, int OffsetY);

    readonly List<Known> _known = [];
    readonly List<int> _recent = [];
    int _last = -1;
    int _advance;

    public int Count => _known.Count;

    /// <summary>Where the last letter was.</summary>
    public int X { get; private set; }

    public int Y { get; private set; }

    /// <summary>Which letter comes next if things go on as before; −1 where nothing is known.</summary>
    public int Expected => _last < 0 ? -1 : _known[_last].Next;

    /// <summary>How far on the next letter is if things go on as before.</summary>
    public int ExpectedAdvance => Expected >= 0 ? _known[_last].Advance : _advance;

    public Known this[int id] => _known[id];

    public int Add(int offsetX, int offsetY)
    {
        _known.Add(new Known(-1, _advance, offsetX, offsetY));
        return _known.Count - 1;
    }

    /// <summary>How many other letters came since a letter came last.</summary>
    public int Age(int id) => _recent.Count - 1 - _recent.LastIndexOf(id);

    /// <param name="age">0 to <see cref="Count"/> − 1.</param>
    public int OfAge(int age) => _recent[_recent.Count - 1 - age];

    /// <summary>A letter was put at a place.</summary>
    public void Place(int id, int x, int y)
    {
        // A new line says nothing about how far on letters are.
        var onLine = Math.Abs(y - Y) < Math.Abs(x - X);
        _advance = onLine ? x - X : _advance;
        if (_last >= 0)
            _known[_last] = _known[_last] with { Next = id, Advance = onLine ? x - X : _known[_last].Advance };
        if (_recent.Count > 0 && _recent[^1] != id)
            _recent.Remove(id);
        if (_recent.Count == 0 || _recent[^1] != id)
            _recent.Add(id);
        (_last, X, Y) = (id, x, y);
    }
}
