using System.Text.RegularExpressions;
using System.Xml.Linq;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Projects;

/// <summary>What every project is built with.</summary>
public sealed partial class BuildRuleTests
{
    static readonly string[] BuildFiles = [.. Checkout.With(".csproj", ".props", ".targets")];

    // What the project file may switch off, by file; everything else is an error.
    static readonly Dictionary<string, string[]> SwitchedOff = new()
    {
        ["Directory.Build.props"] = ["CS1591", "CS1573", "NETSDK1206"],
        ["tests/Directory.Build.props"] = ["CA1707"],
    };

    [Fact]
    public void Warnings_are_errors_everywhere()
    {
        Assert.Equal(["true"], Values("Directory.Build.props", "TreatWarningsAsErrors"));
        foreach (var file in BuildFiles.Where(f => f != "Directory.Build.props"))
            Assert.Empty(((string[])["TreatWarningsAsErrors", "WarningsNotAsErrors", "AnalysisMode"]).SelectMany(p => Values(file, p)));
    }

    [Fact]
    public void No_warning_is_switched_off_beside_the_listed_ones()
    {
        var found = BuildFiles.SelectMany(file => Values(file, "NoWarn").SelectMany(v => v.Split(';'))
            .Where(code => code != "$(NoWarn)").Select(code => $"{file}: {code}"));

        Assert.Equal(SwitchedOff.SelectMany(s => s.Value.Select(code => $"{s.Key}: {code}")).Order(), found.Order());
    }

    [Fact]
    public void A_folder_with_build_properties_of_its_own_takes_over_those_above()
    {
        foreach (var file in BuildFiles.Where(f => Path.GetFileName(f) == "Directory.Build.props" && f != "Directory.Build.props"))
            Assert.Contains("GetPathOfFileAbove('Directory.Build.props'", Checkout.Read(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_has_a_lock_file()
    {
        Assert.Equal(["true"], Values("Directory.Build.props", "RestorePackagesWithLockFile"));
        var locks = ProjectFile.All.Values.Select(p => Path.Combine(Path.GetDirectoryName(p.Path)!, "packages.lock.json"));
        Assert.Empty(locks.Except(Checkout.Files));
    }

    [Fact]
    public void The_solution_has_every_project_and_no_other()
    {
        var listed = SolutionEntry().Matches(Checkout.Read("KioskSim.sln")).Select(m => m.Groups[1].Value.Replace('\\', '/'));

        Assert.Equal(ProjectFile.All.Values.Select(p => p.Path).Order(), listed.Order());
    }

    [Fact]
    public void Versions_of_packages_stand_in_one_file()
    {
        Assert.Equal(["true"], Values("Directory.Packages.props", "ManagePackageVersionsCentrally"));
        foreach (var file in BuildFiles)
        {
            var references = XElement.Parse(Checkout.Read(file)).Descendants("PackageReference");
            Assert.DoesNotContain(references, r => r.Attribute("Version") is not null || r.Attribute("VersionOverride") is not null);
        }
    }

    [Fact]
    public void A_package_with_a_version_is_asked_for_or_pinned_with_a_reason()
    {
        var versions = XElement.Parse(Checkout.Read("Directory.Packages.props"));
        var asked = BuildFiles.SelectMany(f => XElement.Parse(Checkout.Read(f)).Descendants("PackageReference"))
            .Select(r => r.Attribute("Include")?.Value);
        var listed = versions.Elements("ItemGroup")
            .Where(g => g.Attribute("Label")?.Value.StartsWith("Pinned only because", StringComparison.Ordinal) != true)
            .Descendants("PackageVersion").Select(v => v.Attribute("Include")!.Value);

        Assert.Empty(listed.Except(asked));
    }

    static IEnumerable<string> Values(string file, string property) =>
        XElement.Parse(Checkout.Read(file)).Descendants(property).Select(e => e.Value.Trim());

    [GeneratedRegex("""= "[^"]+", "([^"]+\.csproj)",""")]
    private static partial Regex SolutionEntry();
}
