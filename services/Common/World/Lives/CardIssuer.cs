using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World.Chance;
using static KioskSim.World.Calendar;

namespace KioskSim.World.Lives;

/// <summary>
/// Cards and their user-authentication certificates. Three in four have one; children's are as real, and no kiosk serves them. A few are
/// revoked, on hold, expired or issued today, and these belong to people with whom nothing else is wrong.
/// </summary>
sealed class CardIssuer(MunicipalityCode city, DateOnly asOf, Permutation serials, CardQuotas quotas)
{
    const int AdultsPerMille = 750;
    const int ChildrenPerMille = 600;

    /// <param name="ordinal">The person's number among all of the world; decides the serial number.</param>
    public WalletCard? Issue(Person person, ulong ordinal, Dice dice)
    {
        var age = person.AgeOn(asOf);
        if (age < 1 || !dice.Chance(age < 15 ? ChildrenPerMille : AdultsPerMille))
            return null;

        var status = CardStatus.Good;
        var issued = dice.Day(FirstStillValid(person.BirthDate), asOf.AddDays(-1));
        if (person.Standing.Status == ResidentStatus.Deceased)
        {
            status = CardStatus.Revoked;
            issued = Earlier(issued, person.Standing.On!.Value.AddDays(-1));
        }
        else if (person.Standing.Status == ResidentStatus.Resident && age >= 15 && !person.Protected)
        {
            if (quotas.Revoked.Next())
                status = CardStatus.Revoked;
            else if (quotas.OnHold.Next())
                status = CardStatus.OnHold;
            else if (quotas.IssuedToday.Next())
                issued = asOf;
            else if (quotas.Expired.Next())
                issued = FirstStillValid(person.BirthDate).AddDays(-dice.Between(1, 300));
        }

        return new(
            new CertificateSerial((long)(serials.At(ordinal) | 1UL << 62)),
            new Pin(dice.Below(10_000).ToString("D4")),
            city,
            person.BirthDate,
            issued,
            LastDay(issued, person.BirthDate, person.Foreign?.ExpiresOn),
            status);
    }

    /// <summary>The fifth birthday after the day of issue, or the end of the stay if that is earlier: no card outlives it.</summary>
    static DateOnly LastDay(DateOnly issued, DateOnly birth, DateOnly? stayEnds)
    {
        var fifth = birth.AddYears(Age.On(birth, issued) + 5);
        return stayEnds is { } end ? Earlier(fifth, end) : fifth;
    }

    // Issued on or after this day, five birthdays have not passed yet; nobody has a card in the first month of life.
    DateOnly FirstStillValid(DateOnly birth)
    {
        var lastBirthday = birth.AddYears(Age.On(birth, asOf.AddDays(-1)));
        return Later(lastBirthday.AddYears(-4), birth.AddDays(30));
    }
}

/// <summary>The rare states of certificates, shared by all cities so that the world has each.</summary>
sealed class CardQuotas(Dice dice)
{
    public Quota Revoked { get; } = new(8, dice);

    public Quota OnHold { get; } = new(6, dice);

    public Quota IssuedToday { get; } = new(5, dice);

    public Quota Expired { get; } = new(20, dice);
}
