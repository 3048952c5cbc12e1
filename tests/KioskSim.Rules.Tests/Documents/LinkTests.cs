using System.Text.RegularExpressions;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>Pages lead to files that are there.</summary>
public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Checkout.With(".md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, page))!;
        var targets = Link().Matches(Checkout.Read(page)).Select(m => m.Groups[1].Value)
            .Where(t => !t.Contains("://", StringComparison.Ordinal));

        Assert.DoesNotContain(targets, t => !File.Exists(Path.Combine(folder, t)) && !Directory.Exists(Path.Combine(folder, t)));
    }

    [Fact]
    public void Every_page_of_docs_is_linked_from_the_README()
    {
        var readme = Checkout.Read("README.md");
        Assert.All(
            Checkout.With(".md").Where(f => f.StartsWith("docs/", StringComparison.Ordinal)),
            page => Assert.Contains($"({page})", readme, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
