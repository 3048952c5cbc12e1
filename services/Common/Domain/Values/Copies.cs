namespace KioskSim.Domain.Values;

/// <summary>How many copies of one certificate are asked for: 1 to 10.</summary>
public readonly record struct Copies
{
    public const int Most = 10;

    public Copies(int count)
    {
        if (count is < 1 or > Most)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"Copies are 1 to {Most}.");
        Count = count;
    }

    public int Count { get; }

    public override string ToString() => Count.ToString();
}
