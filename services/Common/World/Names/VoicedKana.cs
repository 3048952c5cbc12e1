namespace KioskSim.World.Names;

/// <summary>Takes katakana apart: ベ becomes ヘ and U+3099, ペ becomes ヘ and U+309A, as some old registers store readings.</summary>
static class VoicedKana
{
    const string Voiced = "ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ";
    const string VoicedBase = "カキクケコサシスセソタチツテトハヒフヘホウ";
    const string SemiVoiced = "パピプペポ";
    const string SemiVoicedBase = "ハヒフヘホ";

    public static bool IsIn(string kana) => kana.AsSpan().ContainsAny(Voiced + SemiVoiced);

    public static string Decompose(string kana) => string.Concat(kana.Select(Decompose));

    static string Decompose(char kana) =>
        Voiced.IndexOf(kana) is var voiced and >= 0 ? $"{VoicedBase[voiced]}\u3099"
        : SemiVoiced.IndexOf(kana) is var semi and >= 0 ? $"{SemiVoicedBase[semi]}\u309A"
        : kana.ToString();
}
