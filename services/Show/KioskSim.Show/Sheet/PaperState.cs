namespace KioskSim.Show.Sheet;

/// <summary>What was done to a sheet that somebody has in hand.</summary>
public enum PaperState
{
    /// <summary>As it came out of the kiosk.</summary>
    Issued,

    /// <summary>Laid on a photocopier: the copy.</summary>
    Copied,

    /// <summary>The front printed anew with another name; the back is the original one.</summary>
    OtherName,

    /// <summary>The front printed anew with another date; the back is the original one.</summary>
    OtherDate,
}

/// <summary>One sheet of a copy, numbered from 1 as people count.</summary>
/// <param name="Copy">The first copy is 1.</param>
/// <param name="Number">The first sheet of a copy is 1.</param>
public readonly record struct SheetNumber(int Copy, int Number);
