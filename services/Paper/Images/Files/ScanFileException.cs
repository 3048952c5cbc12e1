namespace KioskSim.Paper.Images.Files;

/// <summary>Why a file was not read. Whoever meets the public turns it into words of their language.</summary>
public enum ScanFault
{
    /// <summary>None of the kinds of file that are read, whatever it is called.</summary>
    NotAScan,

    /// <summary>Contradicts the rules of its own format, or ends too early. No picture is made of what could be read.</summary>
    Damaged,

    /// <summary>More bytes, more dots, or more work than the limits allow.</summary>
    TooLarge,

    TooManyPages,

    /// <summary>A sound file of a kind that is read, with a feature that is not, or without a picture.</summary>
    NotSupported,

    /// <summary>Carries a second file behind or within the first: two programs would see two different things.</summary>
    TwoFilesInOne,
}

/// <summary>A file was not read as a scan; the only exception that its content can cause.</summary>
/// <param name="detail">Plain English for a log or a command line. Never holds anything from the file but numbers.</param>
public sealed class ScanFileException(ScanFault fault, string detail, Exception? inner = null) : Exception(detail, inner)
{
    public ScanFault Fault { get; } = fault;

    internal static ScanFileException Damaged(string detail, Exception? inner = null) => new(ScanFault.Damaged, detail, inner);

    internal static ScanFileException NotSupported(string detail) => new(ScanFault.NotSupported, detail);

    internal static ScanFileException TooLarge(string detail) => new(ScanFault.TooLarge, detail);
}
