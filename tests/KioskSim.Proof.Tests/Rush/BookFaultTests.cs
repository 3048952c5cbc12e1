using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.City.Faults;

namespace KioskSim.Proof.Tests.Rush;

/// <summary>Each fault that leaves the sheets right and the books wrong, on three seeds: the checkers find it in the books alone.</summary>
public sealed class BookFaultTests(OneWorld world) : IClassFixture<OneWorld>
{
    static readonly ulong[] Seeds = [1, 2, 3];

    static readonly string[] OfBooks = ["paid-ends-once", "sums-agree", "audit-chain"];

    public static TheoryData<string, ulong> WrongBooks =>
        [.. from fault in FaultKind.All where fault.Breaks.Any(OfBooks.Contains) from seed in Seeds select (fault.Name, seed)];

    [Theory]
    [MemberData(nameof(WrongBooks))]
    public async Task Everybody_is_served_and_the_books_show_it_000_30_000_44_002_13(string fault, ulong seed)
    {
        var result = await world.RunShortAsync(seed, new FaultChoice(fault, seed));

        Assert.True(result.Struck > 0);
        Assert.Empty(result.Refusals);
        Assert.Equal(
            FaultKind.Named(fault).Breaks.Order(StringComparer.Ordinal),
            result.Verdicts.Where(v => v.Outcome == Outcome.Broken).Select(v => v.Property.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_property_that_a_rush_shows_is_broken_by_a_fault() => Assert.Equal(
        Catalogue.All.Select(p => p.Id).Order(StringComparer.Ordinal), FaultKind.All.SelectMany(f => f.Breaks).Distinct().Order(StringComparer.Ordinal));
}
