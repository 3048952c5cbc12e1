namespace KioskSim.Paper.Scramble.Coding;

/// <summary>
/// Where the bytes of all blocks go in the row of modules. Eight modules side by side are a byte; the next byte is another block's, and
/// another part of that block: a hole in the paper takes the same small share of every block. What is left over repeats the beginning.
/// </summary>
internal static class Interleaving
{
    const ulong Start = 0x4B53_4C44_5043_0002;

    static readonly ushort[] Places = Draw();

    static readonly int[]?[] Sizes = new int[ScrambleSize.MostBands + 1][];

    /// <summary>For each byte of the modules, the last of which may be a part only, which byte of all blocks it is.</summary>
    public static ReadOnlySpan<int> For(ScrambleSize size) => Sizes[size.Bands] ??= Fill(size);

    static int[] Fill(ScrambleSize size)
    {
        var places = new int[(size.DataModules + 7) / 8];
        var all = size.Blocks * BlockCode.CodeBytes;
        for (var at = 0; at < places.Length; at++)
        {
            var (place, block) = Math.DivRem(at % all, size.Blocks);
            places[at] = block * BlockCode.CodeBytes + Places[place];
        }

        return places;
    }

    static ushort[] Draw()
    {
        ushort[] places = [.. Enumerable.Range(0, BlockCode.CodeBytes).Select(i => (ushort)i)];
        new FixedSequence(Start).Shuffle(places.AsSpan());
        return places;
    }
}
