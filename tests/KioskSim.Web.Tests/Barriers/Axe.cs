using System.Text.Json;
using KioskSim.Fixtures;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>axe-core in the page: rules of WCAG 2.2, levels A and AA, and good practice.</summary>
static class Axe
{
    const string Run = "async () => JSON.stringify(await axe.run(document, { resultTypes: ['violations', 'incomplete'] }))";

    /// <summary>What axe cannot decide by itself, and somebody has looked at: rule, and part of what it is about. docs/accessibility.md says why it is well.</summary>
    static readonly (string Rule, string About)[] Reviewed = [];

    /// <summary>What axe calls a violation, and what it leaves to people and nobody has looked at: rule, and where.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(NodeModules.Find("axe-core"), "axe.min.js")));
        using var results = JsonDocument.Parse(await page.EvaluateAsync<string>(Run));
        Assert.True(results.RootElement.GetProperty("passes").GetArrayLength() > 10, "axe looked at next to nothing");
        var undecided = Of(results, "incomplete").Where(found => !Reviewed.Any(r => r.Rule == found.Rule && found.Where.Contains(r.About, StringComparison.Ordinal)));
        return [.. Of(results, "violations").Concat(undecided).Select(found => $"{found.Rule}: {found.Where}")];
    }

    static IEnumerable<(string Rule, string Where)> Of(JsonDocument results, string part) =>
        from finding in results.RootElement.GetProperty(part).EnumerateArray()
        from node in finding.GetProperty("nodes").EnumerateArray()
        select (finding.GetProperty("id").GetString()!, node.GetProperty("html").GetString()!);
}
