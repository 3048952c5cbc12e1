using KioskSim.Domain.Cards;

namespace KioskSim.Registers;

/// <summary>A 住基カード as the city that issued it keeps it (001-41). Nothing of its PIN or key.</summary>
/// <param name="ReturnedOn">返納: the holder gave it back.</param>
public sealed record JukiCardEntry(JukiCardNumber Number, ResidentId Resident, DateOnly IssuedOn, DateOnly? ReturnedOn = null)
{
    /// <summary>No city has issued one after this day (003-32).</summary>
    public static readonly DateOnly LastIssue = new(2015, 12, 31);

    const int YearsOfValidity = 10;

    /// <summary>The last day on which it is good, if its holder has no Individual Number Card by then (003-32).</summary>
    public DateOnly LastDay => IssuedOn.AddYears(YearsOfValidity);

    public override string ToString() => $"住基カード of resident {Resident}";
}

/// <summary>A 住基カード in an invented citizen's wallet. No city holds this.</summary>
public sealed record WalletJukiCard(JukiCardNumber Number, Pin Pin)
{
    public override string ToString() => $"住基カード {Number}";
}
