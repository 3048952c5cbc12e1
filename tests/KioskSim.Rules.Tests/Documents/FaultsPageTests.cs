using KioskSim.City.Faults;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>docs/faults.md against the faults that can be chosen.</summary>
public sealed class FaultsPageTests
{
    static IEnumerable<string[]> Rows => [.. MarkdownTable.Read("docs/faults.md", "name", "what happened"), .. MarkdownTable.Read("docs/faults.md", "name", "what is wrong")];

    [Fact]
    public void The_page_lists_each_fault_with_its_rate_and_what_finds_it() => Assert.Equal(
        FaultKind.All.Select(f => (f.Name, $"({f.UsualRate:0.##})", true)),
        Rows.Select(r => (Name: r[0].Trim('`'), Rate: $"({r[^2].Split('(')[^1]}", Found: r[^1]))
            .Select(r => (r.Name, r.Rate, FaultKind.Named(r.Name).Breaks.All(r.Found.Contains))));
}
