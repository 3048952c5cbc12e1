using System.Xml.Linq;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Projects;

/// <summary>A reference from one project to another.</summary>
/// <param name="Hidden">Who refers to this project does not come to see the other by it (PrivateAssets="compile").</param>
sealed record Reference(string To, bool Hidden);

/// <summary>A project as its file says. Names are without "KioskSim.".</summary>
sealed record ProjectFile(string Name, string Path, IReadOnlyList<Reference> References, IReadOnlyList<string> Frameworks, XElement Xml)
{
    const string Prefix = "KioskSim.";

    // What Grpc.Runtime.targets adds to a project that sets one of these.
    static readonly Dictionary<string, string> Runtime = new()
    {
        ["GrpcContracts"] = "Rpc.Api", ["GrpcApi"] = "Rpc.Api", ["GrpcClient"] = "Rpc.Client", ["GrpcServer"] = "Rpc.Server",
        ["GrpcHealth"] = "Rpc.Health",
    };

    /// <summary>Of services and kiosk-emulator, not of tests.</summary>
    public static IReadOnlyDictionary<string, ProjectFile> Product { get; } =
        Read(f => f.StartsWith("services/", StringComparison.Ordinal) || f.StartsWith("kiosk-emulator/", StringComparison.Ordinal));

    public static IReadOnlyDictionary<string, ProjectFile> All { get; } = Read(_ => true);

    /// <summary>Every project that this one's code can name: what it refers to, and what those show on.</summary>
    public IReadOnlySet<string> Sees()
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var reference in References)
            Add(reference.To);
        return seen;

        void Add(string name)
        {
            if (!seen.Add(name))
                return;
            foreach (var shown in All[name].References.Where(r => !r.Hidden))
                Add(shown.To);
        }
    }

    static Dictionary<string, ProjectFile> Read(Func<string, bool> which) =>
        Checkout.With(".csproj").Where(which).Select(Read).ToDictionary(p => p.Name);

    static ProjectFile Read(string path)
    {
        var xml = XElement.Parse(Checkout.Read(path));
        var references = xml.Descendants("ProjectReference")
            .Select(r => new Reference(NameOf(r.Attribute("Include")!.Value), r.Attribute("PrivateAssets")?.Value == "compile"))
            .Concat(Runtime.Where(r => xml.Descendants(r.Key).Any(p => p.Value == "true")).Select(r => new Reference(r.Value, false)))
            .DistinctBy(r => r.To);
        return new ProjectFile(
            NameOf(path), path, [.. references.OrderBy(r => r.To, StringComparer.Ordinal)],
            [.. xml.Descendants("FrameworkReference").Select(f => f.Attribute("Include")!.Value)], xml);
    }

    static string NameOf(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }
}
