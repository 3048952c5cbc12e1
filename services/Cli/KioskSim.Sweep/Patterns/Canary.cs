namespace KioskSim.Sweep.Patterns;

/// <summary>Bytes that are looked for, in one of the forms in which they could lie about.</summary>
/// <param name="Name">What it is and in which form: <c>PIN, UTF-16</c>. Reports say this and never the bytes.</param>
/// <param name="Bytes">At least 8.</param>
/// <param name="Shortest">A run of so many of its bytes counts, wherever in it the run begins; at least 8.</param>
public sealed record Canary(string Name, byte[] Bytes, int Shortest = PatternSet.Window)
{
    /// <summary>
    /// How often at least, in a run that counts, a byte is another than the one before. A picture is mostly paper: without this the zeros around
    /// three bytes of it would make a long run.
    /// </summary>
    public int Changes { get; init; }

    public override string ToString() => $"{Name} ({Bytes.Length} bytes, not shown)";
}
