using System.Runtime.InteropServices;
using System.Text;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Typesetting;

/// <summary>What to do with a variation sequence that no font has.</summary>
public enum VariantPolicy
{
    /// <summary>Refuse: <see cref="MissingGlyphException"/>.</summary>
    Exact,

    /// <summary>Draw the base character and report it.</summary>
    BaseCharacter,
}

/// <summary>A base character that was drawn in place of a variation sequence: code points only, to be shown to the clerk.</summary>
public readonly record struct GlyphSubstitution(int Scalar, int Selector);

/// <summary>Text to glyphs, for one document. Every character of the text ends in exactly one glyph, or there is no page.</summary>
internal sealed class Shaper(FontSet fonts, VariantPolicy policy)
{
    /// <summary>Height of small letters, for which the fonts' combining marks are drawn, and the air between letter and mark.</summary>
    const int MarkBase = 510;
    const int MarkAir = 80;

    readonly List<ShapedGlyph> _glyphs = [];
    readonly List<GlyphSubstitution> _substitutions = [];

    public IReadOnlyList<GlyphSubstitution> Substitutions => _substitutions;

    /// <returns>The glyphs, valid until the next call.</returns>
    /// <exception cref="MissingGlyphException"/>
    public ReadOnlySpan<ShapedGlyph> Shape(ReadOnlySpan<char> text)
    {
        _glyphs.Clear();
        while (!text.IsEmpty)
        {
            var scalar = Take(ref text);
            var next = Peek(text);
            if (VariationSequences.IsSelector(next))
            {
                Take(ref text);
                AddSequence(scalar, next);
            }
            else if (CombiningMarks.Contains(next) && fonts.FindComposed(scalar, next) is { Exists: true } composed)
            {
                Take(ref text);
                Add(composed, scalar, next);
            }
            else if (CombiningMarks.Contains(scalar) && _glyphs.Count > 0)
            {
                AddMark(scalar);
            }
            else
            {
                Add(fonts.Find(scalar), scalar, 0);
            }
        }

        return CollectionsMarshal.AsSpan(_glyphs);
    }

    static int Peek(ReadOnlySpan<char> text) => text.IsEmpty ? 0 : Take(ref text);

    static int Take(ref ReadOnlySpan<char> text)
    {
        if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done)
            throw new MissingGlyphException(text[0]);
        text = text[length..];
        return rune.Value;
    }

    void AddSequence(int scalar, int selector)
    {
        var found = fonts.Find(scalar, selector);
        if (found is { Exists: true, IsSubstitute: true })
        {
            if (policy == VariantPolicy.Exact)
                throw new MissingGlyphException(scalar, selector);
            var substitution = new GlyphSubstitution(scalar, selector);
            if (!_substitutions.Contains(substitution))
                _substitutions.Add(substitution);
        }

        Add(found, scalar, selector);
    }

    void Add(FoundGlyph found, int scalar, int modifier)
    {
        if (!found.Exists)
            throw new MissingGlyphException(scalar);
        _glyphs.Add(new ShapedGlyph(found.Face, found.Glyph, fonts.Faces[found.Face].Advance(found.Glyph), scalar, modifier));
    }

    /// <summary>
    /// A mark that the fonts did not draw together with its letter: kana marks sit at the right of the letter's square as they are
    /// drawn; others are centred on the letter's ink, above it as high as the letter asks, or below. A second mark, or one behind a
    /// variation selector, is refused: no register writes it, and it could not be read back.
    /// </summary>
    void AddMark(int scalar)
    {
        var found = fonts.Find(scalar);
        var letter = _glyphs[^1];
        if (!found.Exists || letter.Modifier != 0)
            throw new MissingGlyphException(scalar);
        var face = fonts.Faces[found.Face];
        var (shift, rise) = (letter.Advance - face.Advance(found.Glyph), 0);
        if (!CombiningMarks.IsKanaMark(scalar))
        {
            var mark = face.Ink(found.Glyph);
            var ink = fonts.Faces[letter.Face].Ink(letter.Id);
            shift = (ink.Left + ink.Right - mark.Left - mark.Right) / 2;
            if (mark.Bottom > MarkBase)
                rise = Math.Max(0, ink.Top + MarkAir - mark.Bottom);
        }

        _glyphs[^1] = letter with { Modifier = scalar, Mark = new ShapedMark(found.Face, found.Glyph, shift, rise) };
    }
}
