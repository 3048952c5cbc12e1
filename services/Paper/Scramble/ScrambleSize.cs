using KioskSim.Paper.Scramble.Coding;

namespace KioskSim.Paper.Scramble;

/// <summary>
/// How large a scramble image is, in modules. It is always as wide as the room on the back of a sheet, and as many bands high as its
/// blocks need: marks stand every 40 modules, a band reaches from one row of marks to the next.
/// </summary>
internal readonly record struct ScrambleSize(int Bands)
{
    /// <summary>From one mark to the next.</summary>
    public const int Pitch = 40;

    public const int MarkColumns = 18;

    /// <summary>Solid ink all around.</summary>
    public const int Frame = 3;

    /// <summary>Frame and the white line within.</summary>
    public const int Border = Frame + 1;

    /// <summary>Fewer would be a ribbon that one fold or one stain cuts; this much holds most pages.</summary>
    public const int FewestBands = 3;

    public const int MostBands = 17;

    public const int FieldWidth = Pitch * (MarkColumns - 1) + ScrambleMarks.Side;
    public const int Width = FieldWidth + 2 * Border;

    /// <summary>In a row that goes through marks, between two of them.</summary>
    const int Gap = Pitch - ScrambleMarks.Side;

    public int FieldHeight => Pitch * Bands + ScrambleMarks.Side;

    public int Height => FieldHeight + 2 * Border;

    public int MarkRows => Bands + 1;

    /// <summary>Modules that carry the code.</summary>
    public int DataModules => FieldWidth * FieldHeight - MarkRows * MarkColumns * ScrambleMarks.Side * ScrambleMarks.Side;

    public int Blocks => DataModules / BlockCode.CodeBits;

    public int MessageBytes => Blocks * BlockCode.MessageBytes;

    /// <summary>The smallest that holds so many bytes of message; of <see cref="MostBands"/> + 1 bands where none does.</summary>
    public static ScrambleSize For(int messageBytes)
    {
        var size = new ScrambleSize(FewestBands);
        while (size.MessageBytes < messageBytes && size.Bands <= MostBands)
            size = new ScrambleSize(size.Bands + 1);
        return size;
    }

    public static bool CrossesMarks(int fieldRow) => fieldRow % Pitch < ScrambleMarks.Side;

    /// <summary>Runs of data modules in a row of the field: how many, the first one's start, from start to start, length.</summary>
    public static (int Count, int Start, int Step, int Length) Runs(int fieldRow) =>
        CrossesMarks(fieldRow) ? (MarkColumns - 1, ScrambleMarks.Side, Pitch, Gap) : (1, 0, 0, FieldWidth);
}
