namespace KioskSim.Registers;

/// <summary>氏名 as registered, and how it reads.</summary>
/// <param name="Text">Family name, ideographic space (U+3000), given name; Roman letters and plain spaces for most foreigners.</param>
/// <param name="Kana">Katakana with the same separators. May hold a decomposed voicing mark (U+3099), as old registers do.</param>
public sealed record PersonName(string Text, string Kana)
{
    /// <summary>The most UTF-16 units a registered name has in this simulation.</summary>
    public const int Longest = 60;

    /// <summary>Between family and given name.</summary>
    public const char Separator = '\u3000';

    /// <summary>旧氏: the family name before marriage, where the person asked for it to be recorded.</summary>
    public string? FormerFamily { get; init; }

    public string? FormerFamilyKana { get; init; }

    /// <summary>氏: what stands before the separator; the whole text where there is none.</summary>
    public string Family => Text.IndexOf(Separator) is var at and >= 0 ? Text[..at] : Text;

    /// <summary>名: what stands behind the separator; empty where there is none.</summary>
    public string Given => Text.IndexOf(Separator) is var at and >= 0 ? Text[(at + 1)..] : "";

    public override string ToString() => "name (not shown)";
}
