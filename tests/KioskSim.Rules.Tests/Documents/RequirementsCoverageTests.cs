using System.Text;
using System.Text.RegularExpressions;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>docs/requirements-coverage.md: which tests name which requirement. Made from the tests' names; KIOSKSIM_APPROVE=1 writes it anew.</summary>
public sealed partial class RequirementsCoverageTests
{
    const string Page = "docs/requirements-coverage.md";

    const string Head = """
        # Requirements and the tests that show them

        Made from the names of the tests, which end in the ids of the requirements that they show; do not edit. After a change:
        `KIOSKSIM_APPROVE=1 dotnet test -c Release --project tests/KioskSim.Rules.Tests --filter-class '*RequirementsCoverageTests'`.

        | id | tests |
        |---|---|

        """;

    [Fact]
    public void The_page_lists_every_id_with_the_tests_that_name_it()
    {
        var made = Make();
        if (Environment.GetEnvironmentVariable("KIOSKSIM_APPROVE") == "1")
            File.WriteAllText(Path.Combine(Checkout.Root, Page), made);
        Assert.Equal(made, Checkout.Read(Page));
    }

    [Fact]
    public void The_ids_are_found_at_all() => Assert.Contains(Named(), n => n is { Id: "000-73", Test: "InterleavingTests" });

    static string Make()
    {
        var page = new StringBuilder(Head);
        foreach (var id in Named().GroupBy(n => n.Id).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var tests = id.GroupBy(n => (n.Project, n.Test)).OrderBy(g => g.Key).Select(g => $"{g.Key.Project} `{g.Key.Test}`{(g.Count() > 1 ? $" ×{g.Count()}" : "")}");
            page.Append($"| {id.Key} | {string.Join(", ", tests)} |\n");
        }

        return page.ToString();
    }

    static IEnumerable<(string Id, string Project, string Test)> Named() =>
        from file in Checkout.With(".cs").Where(Checkout.IsTest)
        where !file.EndsWith("RequirementIdTests.cs", StringComparison.Ordinal)
        let parts = file.Split('/')
        from test in TestName().Matches(Checkout.Read(file))
        from id in Id().Matches(test.Groups[1].Value)
        select ($"{id.Groups[1].Value}-{id.Groups[2].Value}", parts[1].Replace("KioskSim.", "").Replace(".Tests", ""), Path.GetFileNameWithoutExtension(file));

    [GeneratedRegex(@"(?:void|Task) [A-Z]\w*?((?:_00\d_\d\d)+)\(")]
    private static partial Regex TestName();

    [GeneratedRegex(@"_(00\d)_(\d\d)")]
    private static partial Regex Id();
}
