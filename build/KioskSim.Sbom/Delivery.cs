using System.Text.Json;
using System.Xml.Linq;

namespace KioskSim.Sbom;

/// <summary>What is delivered: the programs, and the packages that their lock files name.</summary>
sealed class Delivery
{
    static readonly string[] Folders = ["protos", "services", "kiosk-emulator"];

    Delivery(IReadOnlyDictionary<string, LockedPackage> packages, IReadOnlyDictionary<string, IReadOnlyList<string>> programs) =>
        (Packages, Programs) = (packages, programs);

    /// <summary>By name; sorted.</summary>
    public IReadOnlyDictionary<string, LockedPackage> Packages { get; }

    /// <summary>By name: the packages in each; sorted.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Programs { get; }

    /// <exception cref="InvalidDataException">Two lock files have one package in two versions.</exception>
    public static Delivery Read(string checkout)
    {
        var projects = Folders.Select(f => Path.Combine(checkout, f)).Where(Directory.Exists)
            .SelectMany(f => Directory.EnumerateFiles(f, "*.csproj", SearchOption.AllDirectories)).Order(StringComparer.Ordinal).ToList();
        var packages = new SortedDictionary<string, LockedPackage>(StringComparer.Ordinal);
        var programs = new SortedDictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var buildOnly = BuildOnly([.. projects, .. Above(checkout)]);
        foreach (var project in projects)
        {
            var locked = ReadLock(project, buildOnly).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
            foreach (var package in locked)
            {
                if (!packages.TryAdd(package.Name, package) && packages[package.Name].Sha512 != package.Sha512)
                    throw new InvalidDataException($"{package.Name} is locked as {packages[package.Name].Version} and, by {project}, as {package.Version}.");
            }

            var description = XElement.Load(project);
            if (description.Descendants("OutputType").Any(t => t.Value == "Exe"))
                programs[description.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Path.GetFileNameWithoutExtension(project)] = [.. locked.Select(p => p.Name)];
        }

        return new Delivery(packages, programs);
    }

    static IEnumerable<LockedPackage> ReadLock(string project, HashSet<string> buildOnly)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")));
        foreach (var framework in file.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            foreach (var entry in framework.Value.EnumerateObject().Where(e => e.Value.GetProperty("type").GetString() != "Project"))
            {
                yield return new LockedPackage(
                    entry.Name,
                    entry.Value.GetProperty("resolved").GetString()!,
                    Convert.ToHexStringLower(entry.Value.GetProperty("contentHash").GetBytesFromBase64()),
                    buildOnly.Contains(entry.Name),
                    entry.Value.TryGetProperty("dependencies", out var needs) ? [.. needs.EnumerateObject().Select(n => n.Name).Order(StringComparer.Ordinal)] : []);
            }
        }
    }

    // Analyzers and generators of code: whoever refers to the project does not get them.
    static HashSet<string> BuildOnly(IEnumerable<string> files) => files.SelectMany(f => XElement.Load(f).Descendants("PackageReference"))
        .Where(r => r.Attribute("PrivateAssets")?.Value == "all").Select(r => r.Attribute("Include")!.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);

    static IEnumerable<string> Above(string checkout) =>
        Directory.EnumerateFiles(checkout, "*.props").Concat(Folders.SelectMany(f => Directory.EnumerateFiles(Path.Combine(checkout, f), "*.targets", SearchOption.AllDirectories)));
}
