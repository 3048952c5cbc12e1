namespace KioskSim.Paper.Fonts;

/// <summary>How a glyph was found.</summary>
/// <param name="Face">Index into the font set.</param>
/// <param name="Glyph">0 when no font has the character.</param>
/// <param name="IsSubstitute">The base character's glyph stands in for a variation sequence that no font has.</param>
public readonly record struct FoundGlyph(byte Face, ushort Glyph, bool IsSubstitute)
{
    public bool Exists => Glyph != 0;
}

/// <summary>
/// The fonts of a certificate in order of preference. IPAex Mincho comes first for its even text; IPAmj Mincho adds the 55,000 letters
/// of the family registers. The two know different collections of variation sequences, so both are asked for the exact one first.
/// </summary>
public sealed class FontSet
{
    static readonly Lazy<FontSet> SharedSet = new(
        () => new(Face.Open(FontFolder.Find("ipaexm.ttf")), Face.Open(FontFolder.Find("ipamjm.ttf"))));

    readonly Face[] _faces;

    public FontSet(params IReadOnlyList<Face> faces)
    {
        ArgumentOutOfRangeException.ThrowIfZero(faces.Count);
        _faces = [.. faces];
    }

    /// <summary>IPAex Mincho and IPAmj Mincho, opened at first use and shared by the whole process.</summary>
    /// <exception cref="FontFileException">One of them is not there.</exception>
    public static FontSet Shared => SharedSet.Value;

    public IReadOnlyList<Face> Faces => _faces;

    /// <param name="selector">The variation selector that follows, or 0.</param>
    public FoundGlyph Find(int scalar, int selector = 0)
    {
        for (var i = 0; i < _faces.Length; i++)
        {
            var glyph = selector == 0 ? _faces[i].Glyph(scalar) : _faces[i].Glyph(scalar, selector);
            if (glyph != 0)
                return new FoundGlyph((byte)i, glyph, false);
        }

        return selector == 0 ? default : Find(scalar) with { IsSubstitute = true };
    }

    /// <summary>The designed glyph of a letter with a combining mark, where a font has one.</summary>
    public FoundGlyph FindComposed(int scalar, int mark)
    {
        for (var i = 0; i < _faces.Length; i++)
        {
            var glyph = _faces[i].Composed(_faces[i].Glyph(scalar), _faces[i].Glyph(mark));
            if (glyph != 0)
                return new FoundGlyph((byte)i, glyph, false);
        }

        return default;
    }
}
