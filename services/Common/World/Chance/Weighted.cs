namespace KioskSim.World.Chance;

/// <summary>A choice in which some items come up more often than others.</summary>
sealed class Weighted<T>
{
    readonly T[] _items;
    readonly int[] _ends;

    public Weighted(IEnumerable<(T Item, int Weight)> items)
    {
        var list = items.ToArray();
        _items = [.. list.Select(i => i.Item)];
        _ends = new int[list.Length];
        var end = 0;
        for (var i = 0; i < list.Length; i++)
            _ends[i] = end += list[i].Weight;
    }

    /// <summary>Items in order of commonness; the n-th comes up as often as 1/(n + <paramref name="flatness"/>).</summary>
    public static Weighted<T> Ranked(IEnumerable<T> items, int flatness) =>
        new(items.Select((item, rank) => (item, 1_000_000 / (rank + 1 + flatness))));

    public T Pick(Dice dice)
    {
        var at = Array.BinarySearch(_ends, dice.Below(_ends[^1]) + 1);
        return _items[at < 0 ? ~at : at];
    }
}
