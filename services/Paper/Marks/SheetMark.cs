namespace KioskSim.Paper.Marks;

public enum SheetSide : byte
{
    Front,
    Back,
}

/// <summary>What every face of a certificate says of itself to machines: whose it is, of which issue, and which sheet and side.</summary>
public sealed record SheetMark
{
    /// <summary>Bytes of a subject: a SHA-256 digest that stands for the applicant without naming them.</summary>
    public const int SubjectSize = 32;

    public const int MaxIssueLength = 40;

    /// <param name="subject">32 bytes.</param>
    /// <param name="issue">Issue number as printed: 1 to 40 ASCII letters, digits and hyphens.</param>
    /// <param name="issuedAt">Becomes the mark's LastModified, whole seconds, in the offset given.</param>
    public SheetMark(ReadOnlyMemory<byte> subject, string issue, DateTimeOffset issuedAt, int sheet, int of, SheetSide side)
    {
        if (subject.Length != SubjectSize)
            throw new ArgumentException($"A subject is {SubjectSize} bytes; got {subject.Length}.", nameof(subject));
        if (issue is not { Length: >= 1 and <= MaxIssueLength } || !issue.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException($"An issue number is 1 to {MaxIssueLength} ASCII letters, digits or hyphens.", nameof(issue));
        ArgumentOutOfRangeException.ThrowIfLessThan(sheet, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sheet, of);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(of, SheetMarks.MaxPages / 2);
        (Subject, Issue, IssuedAt, Sheet, Of, Side) = (subject, issue, issuedAt, sheet, of, side);
    }

    public ReadOnlyMemory<byte> Subject { get; }

    public string Issue { get; }

    public DateTimeOffset IssuedAt { get; }

    public int Sheet { get; }

    public int Of { get; }

    public SheetSide Side { get; }

    public override string ToString() => $"{Sheet}/{Of} {Side}";
}
