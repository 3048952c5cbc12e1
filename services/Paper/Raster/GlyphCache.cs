using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Raster;

/// <summary>
/// Letters inked at one resolution, shared between all pages and threads. When it has grown large the next page begins a new one; a page
/// keeps to the one that it began with, so that within it the same letter is always the same bitmap.
/// </summary>
internal sealed class GlyphCache
{
    const int MostWords = 1 << 21; // 16 MB, some 80,000 letters at 150 dpi

    static readonly ConditionalWeakTable<FontSet, ConcurrentDictionary<int, GlyphCache>> All = [];

    readonly ConcurrentDictionary<ulong, PlacedBitmap?> _letters = new();
    readonly FontSet _fonts;
    readonly int _dpi;
    int _words;

    GlyphCache(FontSet fonts, int dpi) => (_fonts, _dpi) = (fonts, dpi);

    /// <summary>For one page.</summary>
    public static GlyphCache For(FontSet fonts, int dpi)
    {
        var caches = All.GetOrCreateValue(fonts);
        var cache = caches.GetOrAdd(dpi, static (d, f) => new GlyphCache(f, d), fonts);
        if (Volatile.Read(ref cache._words) > MostWords)
            caches[dpi] = cache = new GlyphCache(fonts, dpi);
        return cache;
    }

    /// <returns>The letter, placed from its origin; null for one without ink.</returns>
    public PlacedBitmap? this[byte face, ushort glyph, TypeSize type]
    {
        get
        {
            var key = (ulong)face << 56 | (ulong)glyph << 40 | (ulong)(uint)type.Stretch << 20 | (uint)type.Hundredths;
            return _letters.TryGetValue(key, out var letter) ? letter : Add(key, face, glyph, type);
        }
    }

    PlacedBitmap? Add(ulong key, byte face, ushort glyph, TypeSize type)
    {
        var letter = new OutlinePen(new OutlineInker(_dpi), _dpi).Letter(_fonts.Faces[face].Outline(glyph), type);
        var kept = _letters.GetOrAdd(key, letter);
        if (letter is { Bitmap: var bitmap } && ReferenceEquals(bitmap, kept?.Bitmap))
            Interlocked.Add(ref _words, bitmap.Words.Length);
        return kept;
    }
}
