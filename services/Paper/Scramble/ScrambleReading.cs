namespace KioskSim.Paper.Scramble;

/// <summary>How far a reader came before it gave up.</summary>
public enum ScrambleFailure
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>The picture is larger than is looked at.</summary>
    TooLarge,

    /// <summary>Nothing in the picture has the frame and the texture of a scramble image.</summary>
    NoImage,

    /// <summary>There is one, of too few dots a module.</summary>
    TooSmall,

    /// <summary>There is a frame, but not the marks: too blurred, or something else that is framed.</summary>
    NoMarks,

    /// <summary>The marks are there, but more of the modules are lost than the code can restore.</summary>
    TooDamaged,

    /// <summary>The code is whole, but not what this version writes.</summary>
    NotOurs,
}

/// <summary>What was read from a picture of a sheet's back.</summary>
/// <param name="Payload">The bytes that went in, all of them; null where there is a failure.</param>
public sealed record ScrambleReading(byte[]? Payload, ScrambleFailure Failure)
{
    /// <summary>Dots of the picture a module; 0 where no marks were found. Three are good, under two are few.</summary>
    public float DotsPerModule { get; init; }

    /// <summary>Share of the marks that were found.</summary>
    public float MarksFound { get; init; }

    /// <summary>Share of modules whose grey alone would have been read wrong.</summary>
    public float RawErrors { get; init; }

    /// <summary>Share of modules still wrong when the code set to work, erased ones with what was guessed.</summary>
    public float ErrorsBeforeCode { get; init; }

    /// <summary>Blocks of the code, and how many of them came out.</summary>
    public (int All, int Restored) Blocks { get; init; }
}
