namespace KioskSim.Paper.Marks;

/// <summary>Why the marks of a file cannot be read. All of them mean: not a certificate of this service, print nothing.</summary>
public enum SheetMarksFailure
{
    None,

    /// <summary>No header, or no end of file where it must be.</summary>
    NotPdf,

    /// <summary>The cross-reference table or trailer is not one of ours.</summary>
    CrossReference,

    /// <summary>Catalog or page tree is not one of ours.</summary>
    PageTree,

    /// <summary>No page, or more than <see cref="SheetMarks.MaxPages"/>.</summary>
    PageCount,

    /// <summary>A page has no well-formed mark.</summary>
    Mark,
}
