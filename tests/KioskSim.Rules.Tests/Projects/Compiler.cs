using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using KioskSim.Rules.Tests.Files;

namespace KioskSim.Rules.Tests.Projects;

/// <summary>The SDK's C# compiler with the banned-API analyzer that the project is built with, on a few lines of text.</summary>
static class Compiler
{
    const string Analyzers = "Microsoft.CodeAnalysis.BannedApiAnalyzers";

    static readonly string Runtime = RuntimeEnvironment.GetRuntimeDirectory();

    // …/dotnet/shared/Microsoft.NETCore.App/10.0.x/ → …/dotnet
    static readonly string Dotnet = Path.GetFullPath(Path.Combine(Runtime, "..", "..", ".."));

    /// <returns>What the compiler says.</returns>
    public static async Task<string> CompileAsync(string source, string bannedSymbols)
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-rules-").FullName;
        try
        {
            var file = Path.Combine(folder, "Probe.cs");
            await File.WriteAllTextAsync(file, source);
            return await RunAsync(
            [
                Csc(), "/nologo", "/noconfig", "/nostdlib", "/target:library", "/warnaserror", $"/out:{Path.Combine(folder, "Probe.dll")}",
                .. References().Select(r => $"/reference:{r}"), .. AnalyzerFiles().Select(a => $"/analyzer:{a}"),
                $"/additionalfile:{bannedSymbols}", file,
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<string> RunAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Dotnet, "dotnet"), arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await error;
    }

    static string Csc()
    {
        var sdks = Path.Combine(Dotnet, "sdk");
        var compiler = (Directory.Exists(sdks) ? Directory.GetDirectories(sdks, "10.*") : [])
            .Select(sdk => Path.Combine(sdk, "Roslyn", "bincore", "csc.dll")).Where(File.Exists).Order(StringComparer.Ordinal).LastOrDefault();
        Assert.SkipWhen(compiler is null, "the .NET SDK is not beside the runtime of this test");
        return compiler!;
    }

    static IEnumerable<string> References() =>
        ((string[])["System.Runtime", "System.Private.CoreLib", "System.Security.Cryptography"]).Select(name => Path.Combine(Runtime, $"{name}.dll"));

    static IEnumerable<string> AnalyzerFiles()
    {
        var version = XElement.Parse(Checkout.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .First(p => p.Attribute("Include")?.Value == Analyzers).Attribute("Version")!.Value;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        return Directory.GetFiles(Path.Combine(packages, Analyzers.ToLowerInvariant(), version, "analyzers", "dotnet", "cs"), "*.dll");
    }
}
