using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>
/// Which numbers a file has had. A register's numbers lie close together: a bit each, so that a file of a million rows takes about a megabyte;
/// numbers drawn at random take a hundred bytes each.
/// </summary>
sealed class KeySet
{
    const int Bits = 512;

    readonly Dictionary<long, Page> _pages = [];

    public bool Contains(long key) => _pages.TryGetValue(key / Bits, out var page) && (page[Word(key)] & Bit(key)) != 0;

    public void Add(long key) => CollectionsMarshal.GetValueRefOrAddDefault(_pages, key / Bits, out _)[Word(key)] |= Bit(key);

    static int Word(long key) => (int)(key % Bits / 64);

    static ulong Bit(long key) => 1UL << (int)(key % 64);

    [InlineArray(Bits / 64)]
    struct Page
    {
        ulong _first;
    }
}
