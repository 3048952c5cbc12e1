using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Projects;

/// <summary>Wall clock and unseeded randomness, and on the kiosk files, are refused by the compiler.</summary>
public sealed partial class BannedApiTests
{
    const string Everywhere = "services/Common/BannedSymbols.txt";
    const string Kiosk = "kiosk-emulator/BannedSymbols.txt";

    // Composition roots, and the few places that stand for the system itself. Each says why where it does it.
    static readonly string[] MaySwitchOff =
    [
        "kiosk-emulator/KioskSim.PrinterEmulator/Program.cs",
        "kiosk-emulator/KioskSim.PrinterEmulator/Standalone/PaperFolder.cs",
        "kiosk-emulator/KioskSim.PrinterEmulator/Standalone/PrinterFiles.cs",
        "kiosk-emulator/KioskSim.Strict/Kernel/DiagnosticsPort.cs",
        "kiosk-emulator/KioskSim.Strict/Kernel/Proc.cs",
        "services/Cli/KioskSim.Cli/Commands/Deployments/DeploymentCommand.cs",
        "services/Cli/KioskSim.Cli/Commands/IssuePlan.cs",
        "services/Cli/KioskSim.Cli/Commands/Loads/LoadPlan.cs",
        "services/Cli/KioskSim.Cli/Commands/Proofs/ProveCommand.cs",
        "services/Cli/KioskSim.Cli/Commands/Simulations/SimulateCommand.cs",
        "services/Common/Domain/Randomness/Entropy.cs",
        "services/Common/Envelope/CityKeys/CityCertificate.cs",
        "services/Common/Hosting/StandaloneService.cs",
        "services/Common/Hosting/ZoneChannel.cs",
        "services/Common/Hosting/Zones/ZoneCredential.cs",
        "services/Common/Rpc.Client/GrpcChannel.cs",
        "services/Common/Rpc.Server/Binding/ServiceSettings.cs",
    ];

    // One line a use: refused or, where it is what to use instead, let through.
    static readonly (string Use, bool Refused)[] TimeAndChance =
    [
        ("System.DateTime.Now", true), ("System.DateTime.UtcNow", true), ("System.DateTimeOffset.UtcNow", true),
        ("System.TimeProvider.System", true),
        ("System.Environment.TickCount64", true), ("new System.Diagnostics.Stopwatch()", true), ("new System.Random()", true),
        ("System.Random.Shared", true), ("System.Guid.NewGuid()", true), ("System.Threading.Tasks.Task.Delay(1)", true),
        ("System.Security.Cryptography.RandomNumberGenerator.GetInt32(2)", true),
        ("new System.Random(1)", false), ("System.DateTime.UnixEpoch", false), ("System.IO.File.Exists(\"a\")", false),
    ];

    static readonly (string Use, bool Refused)[] ChainsAndRevocation =
    [
        ("new System.Security.Cryptography.X509Certificates.X509Chain()", true),
        ("System.Security.Cryptography.X509Certificates.X509RevocationMode.Online", true),
        ("System.Security.Cryptography.X509Certificates.X509RevocationMode.Offline", true),
        ("System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck", false),
    ];

    static readonly (string Use, bool Refused)[] Files =
    [
        ("System.IO.File.Exists(\"a\")", true), ("new System.IO.FileInfo(\"a\")", true),
        ("new System.IO.FileStream(\"a\", System.IO.FileMode.Open)", true),
        ("System.IO.Directory.GetCurrentDirectory()", true), ("new System.IO.StreamWriter(\"a\")", true),
        ("new System.IO.MemoryStream()", false), ("System.IO.Path.Combine(\"a\", \"b\")", false),
    ];

    [Fact]
    public void Both_lists_are_wired_into_the_build_000_39()
    {
        var root = XElement.Parse(Checkout.Read("Directory.Build.props"));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", Included(root, "PackageReference"));
        Assert.Contains($"$(MSBuildThisFileDirectory){Everywhere}", Included(root, "AdditionalFiles"));
        var kiosk = XElement.Parse(Checkout.Read("kiosk-emulator/Directory.Build.props"));
        Assert.Contains("$(MSBuildThisFileDirectory)BannedSymbols.txt", Included(kiosk, "AdditionalFiles"));

        static IEnumerable<string?> Included(XElement file, string item) => file.Descendants(item).Select(i => i.Attribute("Include")?.Value);
    }

    [Fact]
    public void No_project_takes_a_list_out_again_or_turns_the_rule_down()
    {
        foreach (var file in Checkout.With(".csproj", ".props", ".targets", ".editorconfig"))
            Assert.DoesNotMatch(SwitchedOff(), Checkout.Read(file));
    }

    [Fact]
    public Task The_compiler_refuses_wall_clock_and_unseeded_chance() => CompareAsync(TimeAndChance, Everywhere);

    [Fact]
    public Task The_compiler_refuses_the_systems_chain_as_a_check_of_revocation_000_50() => CompareAsync(ChainsAndRevocation, Everywhere);

    [Fact]
    public Task The_compiler_refuses_files_on_the_kiosk_000_39() => CompareAsync(Files, Kiosk);

    [Fact]
    public void The_rule_is_switched_off_in_the_listed_files_only()
    {
        var found = Checkout.Source.Where(f => SwitchingOff().IsMatch(Checkout.Read(f)));

        Assert.Equal(MaySwitchOff, found);
    }

    [Fact]
    public void Wherever_it_is_switched_off_it_says_why_and_is_switched_on_again()
    {
        foreach (var file in Checkout.With(".cs"))
        {
            var text = Checkout.Read(file);
            Assert.Equal(SwitchingOff().Count(text), SwitchingOn().Count(text));
            if (MaySwitchOff.Contains(file))
                Assert.Equal(SwitchingOff().Count(text), SwitchingOffWithReason().Count(text));
        }
    }

    static async Task CompareAsync((string Use, bool Refused)[] uses, string list)
    {
        var source = string.Join('\n', uses.Select((u, i) => $"class C{i} {{ object P => {u.Use}; }}"));
        var said = await Compiler.CompileAsync(source, Path.Combine(Checkout.Root, list));
        Assert.DoesNotContain("error CS", said, StringComparison.Ordinal);
        var refused = Refusal().Matches(said).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture) - 1).ToHashSet();
        Assert.Equal(uses.Where(u => u.Refused).Select(u => u.Use), uses.Where((_, i) => refused.Contains(i)).Select(u => u.Use));
    }

    [GeneratedRegex(@"\((\d+),\d+\): error RS0030")]
    private static partial Regex Refusal();

    [GeneratedRegex("""AdditionalFiles\s+Remove|PackageReference\s+Remove|RS0030\.severity|RunAnalyzers\w*>\s*false""")]
    private static partial Regex SwitchedOff();

    [GeneratedRegex(@"^\s*#pragma warning disable\b.*\bRS0030\b", RegexOptions.Multiline)]
    private static partial Regex SwitchingOff();

    [GeneratedRegex(@"^\s*#pragma warning restore\b.*\bRS0030\b", RegexOptions.Multiline)]
    private static partial Regex SwitchingOn();

    [GeneratedRegex(@"^\s*#pragma warning disable RS0030 // \w.{10,}", RegexOptions.Multiline)]
    private static partial Regex SwitchingOffWithReason();
}
