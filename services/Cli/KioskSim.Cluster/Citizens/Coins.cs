namespace KioskSim.Cluster.Citizens;

/// <summary>What a purse holds.</summary>
public static class Coins
{
    static readonly int[] Pieces = [1000, 500, 100, 50, 10];

    /// <summary>An amount in the fewest pieces that a kiosk takes; what is left below ten yen is rounded up.</summary>
    public static IEnumerable<int> Of(int yen)
    {
        var rest = (yen + 9) / 10 * 10;
        foreach (var piece in Pieces)
        {
            for (; rest >= piece; rest -= piece)
                yield return piece;
        }
    }
}
