using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KioskSim.Sweep.Patterns;

/// <summary>A run of a canary's bytes.</summary>
/// <param name="At">Where it begins in what was searched.</param>
/// <param name="Offset">Where in the canary it begins.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct Run(long At, Canary Canary, int Offset, int Length);

/// <summary>
/// Finds any part of any canary in one pass, however many there are: eight bytes of a canary, at every offset of it, are a key; a bitmap
/// of the keys' hashes turns away nearly all places of what is searched at the cost of one multiplication.
/// </summary>
public sealed class PatternSet
{
    /// <summary>Fewer bytes than these occur by chance.</summary>
    public const int Window = sizeof(ulong);

    const ulong Golden = 0x9E37_79B9_7F4A_7C15;
    const int Page = 4096;

    // Fewer different bytes in a window say nothing: zeros, spaces, a line ruled across the sheet.
    const int FewestBytes = 4;

    // A window that a canary repeats is found at whichever place of it; more than these make no difference.
    const int LongestChain = 8;

    readonly Canary[] _canaries;
    readonly ulong[] _bitmap;
    readonly int _shift;
    readonly Dictionary<ulong, int> _first = [];
    readonly List<(int Canary, int Offset, int Next)> _places = [];

    /// <exception cref="ArgumentException">A canary is too short to be told from chance.</exception>
    public PatternSet(IEnumerable<Canary> canaries)
    {
        _canaries = [.. canaries];
        Longest = Window;
        for (var c = 0; c < _canaries.Length; c++)
            Add(c);
        var bits = Math.Clamp(BitOperations.Log2((uint)_first.Count + 1) + 5, 12, 24);
        _shift = 64 - bits;
        _bitmap = new ulong[1 << (bits - 6)];
        foreach (var window in _first.Keys)
            _bitmap[window * Golden >> _shift >> 6] |= 1UL << (int)(window * Golden >> _shift & 63);
    }

    public IReadOnlyList<Canary> Canaries => _canaries;

    /// <summary>Different windows that are looked for.</summary>
    public int Windows => _first.Count;

    /// <summary>Who searches in pieces lets them overlap by one byte less than this.</summary>
    public int Longest { get; private set; }

    /// <param name="at">Where the data lies; goes into the runs.</param>
    public void Find(ReadOnlySpan<byte> data, long at, List<Run> found)
    {
        var free = 0; // before it everything belongs to a run already
        for (var from = 0; from <= data.Length - Window; from += Page)
        {
            var end = Math.Min(from + Page, data.Length - Window + 1);
            if (data[from..Math.Min(end + Window - 1, data.Length)].IndexOfAnyExcept((byte)0) < 0)
                continue;
            for (var i = Math.Max(from, free); i < end; i++)
            {
                var window = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), i));
                var hash = window * Golden >> _shift;
                if ((_bitmap[hash >> 6] >> (int)(hash & 63) & 1) == 0 || Longer(data, free, i, window) is not { } run)
                    continue;
                found.Add(run with { At = at + run.At });
                free = (int)run.At + run.Length;
                i = free - 1;
            }
        }
    }

    public List<Run> Find(ReadOnlySpan<byte> data)
    {
        var found = new List<Run>();
        Find(data, 0, found);
        return found;
    }

    void Add(int index)
    {
        var (name, bytes, shortest) = _canaries[index];
        if (shortest < Window || bytes.Length < shortest)
            throw new ArgumentException($"{name}: {bytes.Length} bytes, of which {shortest} count, are too few to be told from chance.");
        Longest = Math.Max(Longest, shortest);
        var offsets = Enumerable.Range(0, bytes.Length - Window + 1);
        if (shortest == bytes.Length)
        {
            // Only the whole of it counts: one window is enough, the one that the fewest others have and that says most.
            var best = offsets.MinBy(o => (Math.Max(LongestChain, ChainLength(WindowAt(o))), -Different(WindowAt(o))));
            Add(WindowAt(best), index, best);
            return;
        }

        foreach (var offset in offsets)
        {
            if (Different(WindowAt(offset)) >= FewestBytes && ChainLength(WindowAt(offset)) < LongestChain)
                Add(WindowAt(offset), index, offset);
        }

        ulong WindowAt(int offset) => MemoryMarshal.Read<ulong>(bytes.AsSpan(offset));
    }

    void Add(ulong window, int canary, int offset)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_first, window, out var exists);
        _places.Add((canary, offset, exists ? first : -1));
        first = _places.Count - 1;
    }

    int ChainLength(ulong window)
    {
        var length = 0;
        for (var place = _first.GetValueOrDefault(window, -1); place >= 0; place = _places[place].Next)
            length++;
        return length;
    }

    // The longest run through this window, if one is long enough to count.
    Run? Longer(ReadOnlySpan<byte> data, int free, int at, ulong window)
    {
        if (!_first.TryGetValue(window, out var place))
            return null;
        Run? best = null;
        for (; place >= 0; place = _places[place].Next)
        {
            var (index, offset, _) = _places[place];
            var canary = _canaries[index];
            var back = 0;
            while (at - back > free && offset - back > 0 && data[at - back - 1] == canary.Bytes[offset - back - 1])
                back++;
            var length = back + data[at..].CommonPrefixLength(canary.Bytes.AsSpan(offset));
            if (length >= canary.Shortest && length > (best?.Length ?? 0) && Changes(data.Slice(at - back, length)) >= canary.Changes)
                best = new Run(at - back, canary, offset - back, length);
        }

        return best;
    }

    static int Changes(ReadOnlySpan<byte> run)
    {
        var changes = 0;
        for (var i = 1; i < run.Length; i++)
            changes += run[i] == run[i - 1] ? 0 : 1;
        return changes;
    }

    static int Different(ulong window)
    {
        var different = 0;
        for (var i = 0; i < Window; i++)
        {
            var repeated = false;
            for (var j = 0; j < i; j++)
                repeated |= (byte)(window >> 8 * i) == (byte)(window >> 8 * j);
            different += repeated ? 0 : 1;
        }

        return different;
    }
}
