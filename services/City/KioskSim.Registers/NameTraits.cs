namespace KioskSim.Registers;

/// <summary>What about a person's name makes systems stumble.</summary>
[Flags]
public enum NameTrait
{
    None = 0,

    /// <summary>A character beyond the basic plane, such as 𠮷 (U+20BB7).</summary>
    NonBmp = 1,

    /// <summary>髙, 﨑 or 德: not in JIS X 0208, and easily folded into another character.</summary>
    VariantForm = 2,

    /// <summary>A character followed by a variation selector, such as 葛 (U+845B U+E0100).</summary>
    VariationSequence = 4,

    /// <summary>A reading with separate voicing marks (U+3099, U+309A).</summary>
    DecomposedKana = 8,

    /// <summary>More than <see cref="NameTraits.LongFrom"/> UTF-16 units.</summary>
    Long = 16,

    /// <summary>通称 beside the legal name.</summary>
    Alias = 32,
}

/// <summary>Finds the traits of names.</summary>
public static class NameTraits
{
    public const int LongFrom = 40;

    public static NameTrait Of(Person person)
    {
        var traits = person.Foreign?.Alias is null ? NameTrait.None : NameTrait.Alias;
        if (person.Name.Text.Length > LongFrom)
            traits |= NameTrait.Long;
        if (person.Name.Kana.AsSpan().ContainsAny('\u3099', '\u309A'))
            traits |= NameTrait.DecomposedKana;
        foreach (var rune in person.Name.Text.EnumerateRunes())
        {
            traits |= rune.Value switch
            {
                '髙' or '﨑' or '德' => NameTrait.VariantForm,
                >= 0xE0100 and <= 0xE01EF => NameTrait.VariationSequence,
                > 0xFFFF => NameTrait.NonBmp,
                _ => NameTrait.None,
            };
        }

        return traits;
    }
}
