using KioskSim.Registers;
using KioskSim.World.Chance;

namespace KioskSim.World.Households;

/// <summary>在留資格 with the periods it is granted for; none for residents whose stay has no limit.</summary>
sealed record StayPermit(string? Status, params string[] Periods)
{
    public static readonly StayPermit SpecialPermanent = new(Status: null);
    public static readonly StayPermit Permanent = new("永住者");
    public static readonly StayPermit LongTerm = new("定住者", "1年", "3年", "5年");
    public static readonly StayPermit SpouseOfNational = new("日本人の配偶者等", "1年", "3年", "5年");
    public static readonly StayPermit SpouseOfPermanent = new("永住者の配偶者等", "1年", "3年", "5年");
    public static readonly StayPermit Dependent = new("家族滞在", "1年", "3年", "5年");
    public static readonly StayPermit Engineer = new("技術・人文知識・国際業務", "1年", "3年", "5年");
    public static readonly StayPermit Professional = new("高度専門職1号ロ", "5年");
    public static readonly StayPermit Skilled = new("特定技能1号", "6月", "1年");
    public static readonly StayPermit Trainee = new("技能実習2号ロ", "1年", "2年");
    public static readonly StayPermit Student = new("留学", "1年3月", "2年", "4年3月");
    public static readonly StayPermit Instructor = new("教育", "1年", "3年");

    const string CardLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /// <summary>The items of one resident: a period drawn, some of it already gone, and the number of the card that shows it.</summary>
    public ForeignResident Grant(string nationality, string romanName, DateOnly asOf, Dice dice)
    {
        var period = Periods.Length == 0 ? null : dice.Pick(Periods);
        return new(
            nationality,
            this == SpecialPermanent ? Article30_45.SpecialPermanentResident : Article30_45.MidToLongTermResident,
            romanName)
        {
            Status = Status,
            Period = period,
            ExpiresOn = period is null ? null : asOf.AddDays(dice.Between(3, Months(period) * 30)),
            CardNumber = $"{Letters(dice)}{dice.Below(100_000_000):D8}{Letters(dice)}",
        };
    }

    static int Months(string period)
    {
        var parts = period.Split('年');
        return parts.Length == 1
            ? int.Parse(parts[0].TrimEnd('月'))
            : int.Parse(parts[0]) * 12 + (parts[1] == "" ? 0 : int.Parse(parts[1].TrimEnd('月')));
    }

    static string Letters(Dice dice) => $"{CardLetters[dice.Below(CardLetters.Length)]}{CardLetters[dice.Below(CardLetters.Length)]}";
}
