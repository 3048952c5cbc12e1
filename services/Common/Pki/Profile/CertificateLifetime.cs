namespace KioskSim.Pki.Profile;

/// <summary>From when and until when a certificate is good. Days are Japan's.</summary>
public static class CertificateLifetime
{
    static readonly TimeSpan Japan = TimeSpan.FromHours(9);

    /// <summary>
    /// The fifth birthday after the day of issue, or the card's last day if that is earlier. Whoever was born on 29 February has the
    /// birthday on the 28th in other years.
    /// </summary>
    /// <exception cref="ArgumentException">Issued before birth, or onto a card that has expired.</exception>
    public static DateOnly LastDay(DateOnly birth, DateOnly issued, DateOnly cardExpiry)
    {
        if (issued < birth)
            throw new ArgumentException("A certificate cannot be issued before birth.", nameof(issued));
        if (issued > cardExpiry)
            throw new ArgumentException("A certificate cannot be issued onto an expired card.", nameof(issued));
        var age = issued.Year - birth.Year;
        if (birth.AddYears(age) <= issued)
            age++;
        var fifthBirthday = birth.AddYears(age + 4);
        return fifthBirthday < cardExpiry ? fifthBirthday : cardExpiry;
    }

    /// <summary>
    /// From when a certificate may be renewed: when less than three months of it are left, that is from the day after the day three
    /// months before its last one, or the first of the next month where that month has no such day.
    /// </summary>
    public static DateOnly RenewableFrom(DateOnly lastDay) => lastDay.AddMonths(-3).AddDays(1);

    public static DateOnly DayOf(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(Japan).DateTime);

    /// <summary>The first second of the day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, Japan);

    /// <summary>The last second of the day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day, new TimeOnly(23, 59, 59), Japan);

    /// <summary>Kiosks take a certificate from the day after its issue: the services behind them learn of it overnight.</summary>
    public static DateTimeOffset UsableFrom(DateTimeOffset issued) => StartOf(DayOf(issued).AddDays(1));
}
