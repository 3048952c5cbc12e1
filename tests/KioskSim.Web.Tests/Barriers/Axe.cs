using System.Text.Json;
using Microsoft.Playwright;

namespace KioskSim.Web.Tests.Barriers;

/// <summary>axe-core in the page: rules of WCAG 2.2, levels A and AA, and good practice.</summary>
static class Axe
{
    const string Run = "async () => JSON.stringify(await axe.run(document, { resultTypes: ['violations'] }))";

    static readonly string? Source = Find();

    /// <summary>What axe calls a violation: rule, and where.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        Assert.SkipWhen(Source is null, "axe-core is not there; `make setup-tests` gets it");
        await page.EvaluateAsync(Source!);
        using var results = JsonDocument.Parse(await page.EvaluateAsync<string>(Run));
        Assert.True(results.RootElement.GetProperty("passes").GetArrayLength() > 10, "axe looked at next to nothing");
        return
        [
            .. results.RootElement.GetProperty("violations").EnumerateArray().SelectMany(v => v.GetProperty("nodes").EnumerateArray()
                .Select(n => $"{v.GetProperty("id").GetString()}: {n.GetProperty("html").GetString()}")),
        ];
    }

    static string? Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KioskSim.sln")))
            folder = Path.GetDirectoryName(folder)!;
        var file = Path.Combine(folder, "artifacts", "npm", "node_modules", "axe-core", "axe.min.js");
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
