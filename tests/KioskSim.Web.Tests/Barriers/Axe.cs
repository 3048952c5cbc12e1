using System.Text.Json;
using KioskSim.Fixtures;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>axe-core in the page: rules of WCAG 2.2, levels A and AA, and good practice.</summary>
static class Axe
{
    const string Run = "async () => JSON.stringify(await axe.run(document, { resultTypes: ['violations'] }))";

    /// <summary>What axe calls a violation: rule, and where.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Path.Combine(NodeModules.Find("axe-core"), "axe.min.js")));
        using var results = JsonDocument.Parse(await page.EvaluateAsync<string>(Run));
        Assert.True(results.RootElement.GetProperty("passes").GetArrayLength() > 10, "axe looked at next to nothing");
        return
        [
            .. results.RootElement.GetProperty("violations").EnumerateArray().SelectMany(v => v.GetProperty("nodes").EnumerateArray()
                .Select(n => $"{v.GetProperty("id").GetString()}: {n.GetProperty("html").GetString()}")),
        ];
    }
}
