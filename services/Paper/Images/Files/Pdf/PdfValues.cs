using System.Diagnostics.CodeAnalysis;

namespace KioskSim.Paper.Images.Files.Pdf;

// Values of a PDF (ISO 32000-1, 7.3) are null, bool, double, byte[] for strings, object?[] for arrays, and these.

internal sealed record PdfName(string Value);

internal sealed record PdfReference(int Number);

/// <summary>A bare word: an operator of a page's content, or a part of the file's own structure.</summary>
internal sealed record PdfWord(string Value);

/// <param name="Start">Where its data begins in <paramref name="Source"/>; where it ends is in the dictionary.</param>
internal sealed record PdfStream(PdfDictionary Dictionary, ReadOnlyMemory<byte> Source, int Start);

internal sealed class PdfDictionary
{
    public static readonly PdfDictionary Empty = new();

    readonly Dictionary<string, object?> _entries = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Keys => _entries.Keys;

    /// <summary>A value as it stands, perhaps a reference; null where there is none.</summary>
    public object? this[string key] => _entries.GetValueOrDefault(key);

    /// <summary>Of two entries of one name the later counts.</summary>
    public void Set(string key, object? value) => _entries[key] = value;

    public void SetIfNew(string key, object? value) => _entries.TryAdd(key, value);
}

/// <summary>What is allowed to be a number of a certain size in a file that anybody may have written.</summary>
internal static class PdfNumbers
{
    public static bool IsWhole([NotNullWhen(true)] object? value, out int number)
    {
        number = value is double d && d >= int.MinValue && d <= int.MaxValue && d == Math.Floor(d) ? (int)d : int.MinValue;
        return number != int.MinValue;
    }
}
