using System.Globalization;

namespace KioskSim.Domain.Cards;

/// <summary>
/// Number of a 住基カード, twelve digits, as the city that made it counts its cards: by it the city finds the holder. It has nothing to do with
/// any other number of a person. A model: how real cities' card applications name a card is not public.
/// </summary>
public readonly record struct JukiCardNumber : IComparable<JukiCardNumber>
{
    public const int Digits = 12;

    public const long Largest = 999_999_999_999;

    /// <exception cref="ArgumentOutOfRangeException">Not 1 to <see cref="Largest"/>.</exception>
    public JukiCardNumber(long value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Largest);
        Value = value;
    }

    public long Value { get; }

    /// <summary>From a number that may be anything.</summary>
    public static bool TryCreate(long value, out JukiCardNumber number)
    {
        var valid = value is >= 1 and <= Largest;
        number = valid ? new JukiCardNumber(value) : default;
        return valid;
    }

    public int CompareTo(JukiCardNumber other) => Value.CompareTo(other.Value);

    public override string ToString() => Value.ToString($"D{Digits}", CultureInfo.InvariantCulture);
}
