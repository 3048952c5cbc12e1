namespace KioskSim.Paper.Certificates;

/// <summary>Fills sheets from the top; whoever adds says how much must stay together.</summary>
/// <param name="room">Of a sheet, in the unit of what is added.</param>
internal sealed class SheetFiller<T>(float room)
{
    readonly List<List<T>> _sheets = [[]];
    float _used;

    /// <summary>At least one.</summary>
    public IReadOnlyList<IReadOnlyList<T>> Sheets => _sheets;

    public bool Fits(float height) => _used + height <= room;

    /// <summary>Begins the next sheet if so much does not fit on this one.</summary>
    public void Keep(float height)
    {
        if (Fits(height) || _sheets[^1].Count == 0)
            return;
        _sheets.Add([]);
        _used = 0;
    }

    public void Add(T item, float height)
    {
        _sheets[^1].Add(item);
        _used += height;
    }
}
