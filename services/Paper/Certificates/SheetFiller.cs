namespace KioskSim.Paper.Certificates;

/// <summary>Fills sheets from the top; whoever adds says how much must stay together.</summary>
/// <param name="room">Of a sheet, in the unit of what is added.</param>
internal sealed class SheetFiller<T>(float room)
{
    readonly List<List<T>> _sheets = [[]];
    float _used;

    /// <summary>At least one.</summary>
    public IReadOnlyList<IReadOnlyList<T>> Sheets => _sheets;

    public bool IsAtTop => _sheets[^1].Count == 0;

    public bool Fits(float height) => _used + height <= room;

    /// <summary>Begins the next sheet if so much does not fit on this one.</summary>
    /// <returns>Whether what is added next stands at a sheet's top.</returns>
    public bool Keep(float height)
    {
        if (!Fits(height) && !IsAtTop)
        {
            _sheets.Add([]);
            _used = 0;
        }

        return IsAtTop;
    }

    public void Add(T item, float height)
    {
        _sheets[^1].Add(item);
        _used += height;
    }
}
