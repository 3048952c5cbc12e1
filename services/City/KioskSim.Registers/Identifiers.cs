namespace KioskSim.Registers;

/// <summary>
/// 個人コード (宛名番号): the city's own number of a person, ten digits (000-14). The key that joins a city's registers; it never leaves
/// the city, two cities may use the same one, and it has nothing to do with the individual number.
/// </summary>
public readonly record struct ResidentId
{
    public const long Largest = 9_999_999_999;

    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="Largest"/>.</exception>
    public ResidentId(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Largest);
        Value = value;
    }

    public long Value { get; }

    public override string ToString() => Value.ToString("D10");
}

/// <summary>世帯番号: the city's own number of a household, eight digits.</summary>
public readonly record struct HouseholdId
{
    public const long Largest = 99_999_999;

    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="Largest"/>.</exception>
    public HouseholdId(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Largest);
        Value = value;
    }

    public long Value { get; }

    public override string ToString() => Value.ToString("D8");
}
