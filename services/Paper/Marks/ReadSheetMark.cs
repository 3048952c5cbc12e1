namespace KioskSim.Paper.Marks;

/// <summary>A mark read from a file, in the file's own bytes.</summary>
public readonly ref struct ReadSheetMark
{
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public ReadOnlySpan<byte> SubjectHex { get; init; }

    /// <summary>ASCII.</summary>
    public ReadOnlySpan<byte> Issue { get; init; }

    public DateTimeOffset IssuedAt { get; init; }

    public int Sheet { get; init; }

    public int Of { get; init; }

    public SheetSide Side { get; init; }

    /// <param name="subject">32 bytes.</param>
    public bool IsOf(ReadOnlySpan<byte> subject)
    {
        Span<byte> hex = stackalloc byte[2 * SheetMark.SubjectSize];
        return subject.Length == SheetMark.SubjectSize && Convert.TryToHexStringLower(subject, hex, out _) && hex.SequenceEqual(SubjectHex);
    }
}
