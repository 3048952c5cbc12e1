using System.Text;
using System.Text.Json;
using KioskSim.Fixtures;
using KioskSim.Rules.Tests.Files;
using KioskSim.Sbom;

namespace KioskSim.Rules.Tests.Parts;

/// <summary>The bill of materials names all that is delivered and nothing else, in words that others read.</summary>
public sealed class SbomTests
{
    // CycloneDX' own library (npm) with its strict schema: says what it has against the file on standard input.
    const string Judge = """
        const { Spec, Validation } = require(process.argv[1]);
        new Validation.JsonStrictValidator(Spec.Version.v1dot6).validate(require('fs').readFileSync(0, 'utf8'))
          .then(errors => process.stdout.write(JSON.stringify(errors ?? [])));
        """;

    static readonly string Text = Describe();
    static readonly JsonElement Bill = JsonDocument.Parse(Text).RootElement;

    static IEnumerable<JsonElement> Libraries => Bill.GetProperty("components").EnumerateArray().Where(c => Said(c, "type") == "library");

    [Fact]
    public void It_names_every_package_of_the_lock_files_and_no_other()
    {
        var locked = Part.All.Where(p => p.Use != PartUse.Tests).Select(p => $"{p.Name} {p.Version} {p.Licence} {(p.Use == PartUse.Build ? "excluded" : "required")}");
        var named = Libraries.Select(c => $"{Said(c, "name")} {Said(c, "version")} {Licence(c)} {Said(c, "scope")}");

        Assert.Equal(locked.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_package_of_tests_alone_is_not_in_it() => Assert.DoesNotContain(Libraries, c => Said(c, "name").StartsWith("xunit", StringComparison.Ordinal));

    /// <summary>What a program loads when it runs (deps.json) is what the list says it needs.</summary>
    [Theory]
    [InlineData("KioskSim.Centre.Host")]
    [InlineData("KioskSim.City.Host")]
    [InlineData("KioskSim.Inquiry.Host")]
    [InlineData("KioskSim.Jpki.Host")]
    [InlineData("KioskSim.Kiosk.App")]
    [InlineData("KioskSim.Cli", "kiosksim")]
    public void It_has_all_that_a_program_loads(string project, string? name = null)
    {
        name ??= project;
        var built = JsonDocument.Parse(File.ReadAllText(Path.Combine(Checkout.Root, "artifacts", "bin", project, "release", $"{name}.deps.json"))).RootElement;
        var loaded = built.GetProperty("libraries").EnumerateObject().Where(l => Said(l.Value, "type") == "package").Select(l => $"pkg:nuget/{l.Name.Replace('/', '@')}").ToList();
        var needed = Bill.GetProperty("dependencies").EnumerateArray().Single(d => Said(d, "ref") == $"kiosksim/{name}").GetProperty("dependsOn").EnumerateArray().Select(d => d.GetString()!);

        Assert.NotEmpty(loaded);
        Assert.Empty(loaded.Except(needed));
        Assert.Empty(loaded.Except(Libraries.Where(c => Said(c, "scope") == "required").Select(c => Said(c, "purl"))));
    }

    [Fact]
    public void Everything_in_it_has_a_version_a_licence_and_a_name_for_the_whole_world()
    {
        Assert.All(Bill.GetProperty("components").EnumerateArray(), component =>
        {
            Assert.NotEqual("", Said(component, "version"));
            Assert.NotEqual("", Licence(component));
            Assert.Matches("^pkg:(nuget|generic|deb/debian)/", Said(component, "purl"));
        });
        Assert.All(Libraries, c => Assert.Matches("^[0-9a-f]{128}$", Said(c.GetProperty("hashes")[0], "content")));
    }

    [Fact]
    public void What_is_needed_is_listed()
    {
        var listed = Bill.GetProperty("components").EnumerateArray().Select(c => Said(c, "bom-ref")).ToHashSet();

        Assert.Empty(Bill.GetProperty("dependencies").EnumerateArray().SelectMany(d => d.GetProperty("dependsOn").EnumerateArray()).Select(d => d.GetString()!).Except(listed));
    }

    [Fact]
    public void The_same_source_gives_the_same_file() => Assert.Equal(Text, Describe());

    [Fact]
    public void It_fits_the_schema_of_CycloneDX()
    {
        Assert.Equal("[]", Judged(Text));
        Assert.NotEqual("[]", Judged(Text.Replace("\"MIT\"", "\"MTI\"", StringComparison.Ordinal)));
    }

    static string Judged(string bill) => ForeignProgram.RunWell(
        "nodejs", "node", ["-e", Judge, "--", NodeModules.Find("@cyclonedx/cyclonedx-library")], input: Encoding.UTF8.GetBytes(bill)).Text;

    static string Describe() => CycloneDx.Describe(Delivery.Read(Checkout.Root), CertificateFont.Read(), "1.0.0+0", DateTimeOffset.UnixEpoch);

    static string Said(JsonElement from, string property) => from.GetProperty(property).GetString()!;

    static string Licence(JsonElement component)
    {
        var licence = component.GetProperty("licenses")[0];
        return licence.TryGetProperty("expression", out var expression) ? expression.GetString()! : Said(licence.GetProperty("license"), "id");
    }
}
