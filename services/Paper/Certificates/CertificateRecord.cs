using KioskSim.Paper.Ground;

namespace KioskSim.Paper.Certificates;

/// <summary>What a certificate says, as plain data. Its text never shows in <see cref="object.ToString"/>.</summary>
public abstract record CertificateRecord
{
    /// <summary>Sheets it will have, each printed on both sides; known without making the page.</summary>
    public abstract int SheetCount { get; }

    /// <summary>Name of the certificate, which says nothing about a person.</summary>
    public abstract string Title { get; }

    public sealed override string ToString() => GetType().Name;
}

/// <summary>Whose certificate it is.</summary>
/// <param name="Prefecture">葦原県</param>
/// <param name="MayorTitle">若葉台市長</param>
/// <param name="MayorName">Family and given name with a wide space between them, as they are to stand.</param>
/// <param name="SealText">Engraving of the mayor's seal, 若葉台市長之印.</param>
public sealed record IssuingCity(string Prefecture, string MayorTitle, string MayorName, string SealText)
{
    /// <summary>What a copy of its certificates shows.</summary>
    public GroundWord GroundWord { get; init; } = GroundWord.Duplicate;
}

/// <summary>One issue of a certificate.</summary>
/// <param name="Number">Printed on every sheet; see <see cref="Marks.SheetMark"/> for its form.</param>
/// <param name="IssuedAt">In the offset of the place; its date stands in the attestation.</param>
/// <param name="Subject">32 bytes that stand for the applicant in every sheet's mark.</param>
public sealed record IssueDetails(string Number, DateTimeOffset IssuedAt, ReadOnlyMemory<byte> Subject);
