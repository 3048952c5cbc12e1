namespace KioskSim.Inquiry.Host.Uploads;

/// <summary>Why what a browser sent is not even looked at.</summary>
enum UploadFault
{
    /// <summary>It is not what the page's form sends.</summary>
    NotOurForm = 1,

    /// <summary>It breaks off, or contradicts its own rules.</summary>
    Malformed,

    /// <summary>No file was chosen, or an empty one.</summary>
    NoFile,

    /// <summary>More bytes than are taken.</summary>
    TooLarge,

    TooManyFiles,
}
