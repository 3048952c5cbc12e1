using System.Diagnostics;
using System.Security.Cryptography;

namespace KioskSim.World.Tests;

/// <summary>A seed means one world, down to the bytes of its files.</summary>
public sealed class DeterminismTests
{
    const string DigestFile = "KIOSKSIM_WORLD_DIGEST";

    static readonly WorldOptions Options = new() { Seed = 42, Residents = 3000 };

    [Fact]
    public void Equal_options_make_equal_files()
    {
        var digest = Digest(Options);
        Assert.Equal(digest, Digest(Options));
        // How the test below hears from its second process.
        if (Environment.GetEnvironmentVariable(DigestFile) is { Length: > 0 } file)
            File.WriteAllText(file, digest);
    }

    [Fact]
    public async Task Another_process_makes_equal_files()
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            ArgumentList = { "--filter-method", $"{typeof(DeterminismTests).FullName}.{nameof(Equal_options_make_equal_files)}" },
            Environment = { [DigestFile] = folder["digest"] },
            WorkingDirectory = folder[""],
            RedirectStandardOutput = true,
        };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Insert(0, typeof(DeterminismTests).Assembly.Location);

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 0, output);
        Assert.Equal(Digest(Options), await File.ReadAllTextAsync(folder["digest"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Another_seed_day_size_or_choice_of_cities_makes_another_world()
    {
        string[] digests =
        [
            Digest(Options),
            Digest(Options with { Seed = 43 }),
            Digest(Options with { AsOf = Options.AsOf.AddDays(1) }),
            Digest(Options with { Residents = Options.Residents + 1 }),
            Digest(Options with { Cities = [Options.Cities[0]] }),
        ];
        Assert.Distinct(digests);
    }

    [Fact]
    public void The_order_in_which_cities_are_named_changes_nothing() =>
        Assert.Equal(Digest(Options), Digest(Options with { Cities = [.. Options.Cities.Reverse()] }));

    static string Digest(WorldOptions options)
    {
        using var folder = new TemporaryFolder();
        WorldGenerator.Generate(options, folder["world"], progress: null, CancellationToken.None);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(folder["world"]).Order(StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
