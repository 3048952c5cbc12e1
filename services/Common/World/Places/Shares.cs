namespace KioskSim.World.Places;

/// <summary>Divides people among cities so that the parts add up.</summary>
static class Shares
{
    /// <summary>Largest remainders first; equal remainders in the order given.</summary>
    public static int[] Of(int whole, int[] weights)
    {
        var sum = weights.Sum();
        var parts = weights.Select(w => (int)((long)whole * w / sum)).ToArray();
        var byRemainder = Enumerable.Range(0, weights.Length).OrderByDescending(i => (long)whole * weights[i] % sum);
        foreach (var i in byRemainder.Take(whole - parts.Sum()))
            parts[i]++;
        return parts;
    }
}
