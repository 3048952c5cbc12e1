namespace KioskSim.Rules.Tests.Parts;

/// <summary>Packages of npm: judges that tests ask, none of which is in what is delivered.</summary>
static class NpmParts
{
    const string Lock = "tests/npm/package-lock.json";
    const string Folder = "node_modules/";

    public static IEnumerable<Part> Read() =>
        from package in Part.Json(Lock).GetProperty("packages").EnumerateObject()
        let at = package.Name.LastIndexOf(Folder, StringComparison.Ordinal)
        where at >= 0 // the first is what asks for all of them
        let licence = package.Value.TryGetProperty("license", out var said) ? said.GetString() : null
        group licence by (Name: package.Name[(at + Folder.Length)..], Version: package.Value.GetProperty("version").GetString()!) into one
        select new Part("npm", one.Key.Name, one.Key.Version, PartUse.Tests, one.First());
}
