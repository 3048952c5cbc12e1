using KioskSim.World;

namespace KioskSim.Testing;

/// <summary>A small prefecture for tests: all five cities, made once for each test program and removed at its end.</summary>
public static class TestWorld
{
    public const ulong Seed = 20261118;

    const int Residents = 6000;

    static readonly Lazy<string> Made = new(Make);

    public static string Folder => Made.Value;

    static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-test-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var world = Path.Combine(folder, "world");
        WorldGenerator.Generate(new WorldOptions { Seed = Seed, Residents = Residents }, world, progress: null, CancellationToken.None);
        return world;
    }
}
