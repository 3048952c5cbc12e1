using System.Text.Json;
using KioskSim.Fixtures;

namespace KioskSim.Deploy.Tests;

/// <summary>The files of <c>deploy/</c>, as somebody else's reader of YAML sees them (npm js-yaml).</summary>
static class Manifests
{
    const string Reader = "const yaml = require(process.argv[1]); process.stdout.write(JSON.stringify(yaml.loadAll(require('fs').readFileSync(0, 'utf8'))));";

    /// <summary>The checkout that these tests were built in.</summary>
    public static string Folder { get; } = Path.Combine(CheckoutFolder.Root, "deploy");

    /// <summary>All documents of a file.</summary>
    public static IReadOnlyList<JsonElement> Read(string file) => Parse(File.ReadAllBytes(Path.Combine(Folder, file)));

    /// <summary>All documents of a text.</summary>
    public static IReadOnlyList<JsonElement> Parse(byte[] yaml) =>
        [.. JsonDocument.Parse(ForeignProgram.RunWell("nodejs", "node", ["-e", Reader, "--", NodeModules.Find("js-yaml")], input: yaml).Output).RootElement.EnumerateArray()];

    /// <returns>Null: there is no such thing.</returns>
    public static JsonElement? Maybe(this JsonElement element, params IEnumerable<string> path)
    {
        foreach (var name in path)
        {
            if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }

    public static JsonElement At(this JsonElement element, params IEnumerable<string> path) =>
        path.Aggregate(element, (at, name) => at.TryGetProperty(name, out var inner) ? inner : throw new KeyNotFoundException($"There is no {string.Join('.', path)}."));
}
