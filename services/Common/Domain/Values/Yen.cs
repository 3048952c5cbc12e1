namespace KioskSim.Domain.Values;

/// <summary>An amount of money that is due, paid or returned; never negative.</summary>
public readonly record struct Yen : IComparable<Yen>
{
    public Yen(int amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        Amount = amount;
    }

    public int Amount { get; }

    public static Yen Zero => default;

    public static Yen operator +(Yen a, Yen b) => new(checked(a.Amount + b.Amount));

    /// <exception cref="ArgumentOutOfRangeException">More is taken away than there is.</exception>
    public static Yen operator -(Yen a, Yen b) => new(a.Amount - b.Amount);

    public static Yen operator *(Yen a, int times) => new(checked(a.Amount * times));

    public static bool operator <(Yen a, Yen b) => a.Amount < b.Amount;

    public static bool operator >(Yen a, Yen b) => a.Amount > b.Amount;

    public static bool operator <=(Yen a, Yen b) => a.Amount <= b.Amount;

    public static bool operator >=(Yen a, Yen b) => a.Amount >= b.Amount;

    public int CompareTo(Yen other) => Amount.CompareTo(other.Amount);

    public override string ToString() => $"{Amount} yen";
}
