namespace KioskSim.Inquiry;

/// <summary>What one page of a scan is. None says that a sheet is the original: a good copy of a back reads as well as the back itself.</summary>
public enum Verdict
{
    /// <summary>A city signed this picture for this sheet, and it came back whole.</summary>
    Genuine = 1,

    /// <summary>Genuine, but of another certificate than the first sheet that was read with it.</summary>
    OfAnotherCertificate,

    /// <summary>No scramble image is on the page: not a back, or not the whole of it.</summary>
    NoImage,

    /// <summary>There is one, too small or too blurred to be read.</summary>
    TooCoarse,

    /// <summary>There is one, and more of it is lost than can be restored.</summary>
    Damaged,

    /// <summary>It was read whole, and no city that is known made it.</summary>
    NotOurs,

    /// <summary>A city made it, on a form that this site does not have.</summary>
    FormUnknown,
}
