using KioskSim.Checkers.Properties;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>The catalogue of docs/security-properties.md against the properties that checkers look for.</summary>
public sealed class SecurityPropertiesPageTests
{
    [Fact]
    public void The_page_lists_each_property_in_its_words_with_its_requirements_and_checker() => Assert.Equal(
        Catalogue.All.Select(p => string.Join(" | ", p.Id, p.Japanese, p.English, string.Join(", ", p.Requirements))),
        MarkdownTable.Read("docs/security-properties.md", "id", "日本語", "English").Skip(1).Select(r => string.Join(" | ", r.Take(4))));
}
