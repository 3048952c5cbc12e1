namespace KioskSim.World.Tests.Feeds;

/// <summary>Worlds of other days than the usual one are as free of contradictions.</summary>
public sealed class OtherDaysTests
{
    public static TheoryData<DateOnly> Days { get; } = [new DateOnly(2020, 1, 1), new DateOnly(2024, 2, 29), new DateOnly(2031, 5, 31), new DateOnly(2060, 12, 31)];

    [Theory]
    [MemberData(nameof(Days))]
    public void A_world_of_any_day_writes_files_without_a_bad_row(DateOnly day)
    {
        using var world = new MadeWorld(new() { Seed = (ulong)day.DayNumber, Residents = 2000, AsOf = day });
        foreach (var register in (string[])["residents", "seals", "taxes", "family-registers"])
        {
            var sample = FeedSample.Of(world, register, rows: int.MaxValue);
            Assert.All(sample.Read(sample.File), row => Assert.Null(row.Reason));
        }
    }
}
