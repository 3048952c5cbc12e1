using KioskSim.Checkers.Properties;
using KioskSim.City.Faults;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>The catalogue of docs/security-properties.md against the properties that are looked for.</summary>
public sealed class SecurityPropertiesPageTests
{
    [Fact]
    public void The_page_lists_each_property_in_its_words_with_its_requirements() => Assert.Equal(
        Catalogue.All.Prepend(Catalogue.NothingStays).Select(p => string.Join(" | ", p.Id, p.Japanese, p.English, string.Join(", ", p.Requirements))),
        MarkdownTable.Read("docs/security-properties.md", "id", "日本語", "English").Select(r => string.Join(" | ", r.Take(4))));

    [Fact]
    public void The_page_names_the_faults_that_break_each_property() => Assert.All(
        MarkdownTable.Read("docs/security-properties.md", "id", "日本語", "English").Skip(1),
        row => Assert.Equal(FaultKind.All.Where(f => f.Breaks.Contains(row[0])).Select(f => f.Name), FaultKind.All.Select(f => f.Name).Where(row[5].Contains)));
}
