using KioskSim.Checkers;
using KioskSim.LineFaults;
using KioskSim.Proof.Tests.Rush;

namespace KioskSim.Proof.Tests.Lines;

/// <summary>Whatever lines and machines do: people may go home with nothing, and the books do not disagree.</summary>
public sealed class LineFaultTests(OneWorld world, ITestOutputHelper output) : IClassFixture<OneWorld>
{
    const ulong Seed = 1;

    [Theory]
    [InlineData("latency=100ms..500ms@0.2", "store-line lgwan internet city-core cabinet")]
    [InlineData("bandwidth=100kB/s", "store-line lgwan internet city-core cabinet")]
    [InlineData("reset@0.01", "store-line lgwan internet city-core cabinet")]
    [InlineData("partial-frame@0.01", "store-line lgwan internet city-core cabinet")]
    [InlineData("duplicate@0.2", "store-line lgwan internet cabinet")] // what the registers push is no single call
    [InlineData("reorder=300ms@0.4", "store-line lgwan internet cabinet")]
    [InlineData("disk-full=200ms@0.03", "centre")]
    [InlineData("disk-full=200ms@0.1", "jpki")] // which writes nothing in an issuance
    [InlineData("disk-full=100ms@0.03", "city")]
    [InlineData("killed=100ms@0.05", "centre")]
    [InlineData("killed=100ms@0.06", "jpki")]
    [InlineData("killed=100ms@0.1", "city")]
    public Task Every_property_holds_under_it_000_30_001_44(string fault, string places) => HoldAsync(places.Split(' ').Select(p => $"{p}:{fault}"));

    [Theory]
    [InlineData("1m", "-1m")]
    [InlineData("-30s", "30s")] // further apart, JPKI's answers are of a time to come, and nobody is served
    public Task Every_property_holds_when_no_two_clocks_agree_000_30_001_44(string ofSome, string ofOthers) =>
        HoldAsync([$"centre:clock-skew={ofSome}", $"jpki:clock-skew={ofOthers}", $"city:clock-skew={ofSome}", $"kiosk:clock-skew={ofOthers}"]);

    async Task HoldAsync(IEnumerable<string> faults)
    {
        var result = await world.RunAsync(Seed, new LineFaultChoice(LineFault.ParseAll(faults), Seed));

        output.WriteLine(string.Join("; ", result.LineFaults.Select(f => $"{f.Fault} struck {f.Struck} times")));
        output.WriteLine($"{result.Left.Visits.Count(v => v.Copies.Count > 0)} of {result.Left.Visits.Count} served; refused: {string.Join(", ", result.Refusals.CountBy(r => r))}");
        Assert.Empty(result.Verdicts.SelectMany(v => v.Findings, (v, f) => $"{v.Property.Id}: {f.Where}: {f.English}"));
        Assert.All(result.Verdicts, v => Assert.Equal(Outcome.Holds, v.Outcome)); // and not for want of anything to look at
        Assert.NotEqual(0, result.LineFaults.Sum(f => f.Struck));
    }
}
