namespace KioskSim.Paper.Symbols;

/// <summary>What is learnt while one page is written or read: of each kind of number which ones are usual.</summary>
internal sealed class PageModel
{
    public Numbers Counts { get; } = new();

    public Numbers PartIndex { get; } = new();

    public Numbers PartX { get; } = new();

    public Numbers PartY { get; } = new();

    public Numbers BoxX { get; } = new();

    public Numbers BoxY { get; } = new();

    public Numbers BoxWidth { get; } = new();

    public Numbers BoxHeight { get; } = new();

    public Numbers Width { get; } = new();

    public Numbers Height { get; } = new();

    public Numbers Length { get; } = new();

    /// <summary>Which of the letters that were there before.</summary>
    public Numbers Age { get; } = new();

    /// <summary>How far a letter's place is from where it was due: of a new letter, an old one, one that was expected.</summary>
    public (Numbers X, Numbers Y)[] Places { get; } = [(new(), new()), (new(), new()), (new(), new())];

    /// <summary>Whether it is the expected letter; by whether the last one was.</summary>
    public ushort[] IsExpected { get; } = Numbers.Fresh(2);

    /// <summary>Whether it is a new letter; by whether the last one was.</summary>
    public ushort[] IsNew { get; } = Numbers.Fresh(2);

    public int WasExpected { get; set; }

    public int WasNew { get; set; }
}
