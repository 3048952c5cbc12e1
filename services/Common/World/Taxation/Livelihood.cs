using KioskSim.Registers;
using KioskSim.World.Chance;

namespace KioskSim.World.Taxation;

/// <summary>What somebody lives on, of the latest year; the years before differ by a few percent. Yen a year.</summary>
sealed record Livelihood(long Salary, long Pension, long Business)
{
    static readonly Livelihood Nothing = new(0, 0, 0);

    /// <param name="age">On the last day of the year.</param>
    public static Livelihood Draw(Person person, int age, Dice dice)
    {
        var man = person.Sex == Sex.Male;
        return age switch
        {
            < 16 => Nothing,
            < 18 => dice.Chance(100) ? new(dice.Between(100, 600) * 1000L, 0, 0) : Nothing,
            < 65 when person.Foreign?.Status is "家族滞在" => dice.Chance(450) ? Part(dice) : Nothing,
            < 65 when person.Foreign?.Status is "留学" => dice.Chance(800) ? Part(dice) : Nothing,
            < 23 => Young(dice),
            < 65 => Working(man, age, dice),
            _ => Retired(man, age, dice),
        };
    }

    /// <summary>Thousandths of it, to the full thousand yen for pensions and to ten yen for the rest.</summary>
    public Livelihood Scaled(int perMille) => new(Salary * perMille / 10_000 * 10, Pension * perMille / 1_000_000 * 1000, Business * perMille / 10_000 * 10);

    static Livelihood Part(Dice dice) => new(dice.Between(30, 128) * 10_000L + dice.Below(1000) * 10, 0, 0);

    static Livelihood Young(Dice dice) => dice.Below(100) switch
    {
        < 45 => new(Pay(1_900_000, 3_200_000, dice), 0, 0),
        < 80 => Part(dice),
        _ => Nothing,
    };

    static Livelihood Working(bool man, int age, Dice dice)
    {
        var (full, part, business) = man ? (840, 40, 80) : (540, 260, 50);
        var at = dice.Below(1000);
        if (at >= full + part + business)
            return Nothing;
        if (at >= full + part)
            return new(0, 0, dice.Between(40, 900) * 10_000L + dice.Below(1000) * 10);
        if (at >= full)
            return Part(dice);
        var career = Math.Min(age, 55) - 22;
        var (least, most) = man ? (2_300_000 + career * 50_000, 4_000_000 + career * 140_000) : (2_000_000 + career * 25_000, 3_600_000 + career * 80_000);
        return new(Pay(least, most, dice) * (dice.Chance(15) ? 2 : 1), 0, 0);
    }

    static Livelihood Retired(bool man, int age, Dice dice)
    {
        var pension = man ? dice.Between(900, 2600) * 1000L : dice.Between(500, 1700) * 1000L;
        return age < 75 && dice.Chance(man ? 400 : 220) ? new(Pay(600_000, 3_400_000, dice), pension, 0) : new(0, pension, 0);
    }

    static long Pay(int least, int most, Dice dice) => dice.Between(least / 10, most / 10) * 10L;
}
