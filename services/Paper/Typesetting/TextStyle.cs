namespace KioskSim.Paper.Typesetting;

internal enum Align : byte
{
    Left,
    Centre,
    Right,
}

/// <summary>How a text fills its cell when it is short, and how far it may give way when it is long.</summary>
/// <param name="Size">Points an em when there is room.</param>
/// <param name="Smallest">The size below which a printed page is not legible.</param>
/// <param name="Narrowest">How far letters may be condensed at the smallest size before the text is broken into lines.</param>
internal readonly record struct TextStyle(float Size, float Smallest, float Narrowest = 0.7f, Align Align = Align.Left)
{
    /// <summary>From baseline to baseline, ems.</summary>
    public const float LineHeight = 1.15f;
}
