using KioskSim.World;

namespace KioskSim.Proof.Rush;

/// <summary>A small world for rushes, removed when it is disposed.</summary>
public sealed class RushWorld : IDisposable
{
    const int Residents = 600;

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-rush-").FullName;

    public RushWorld(ulong seed, CancellationToken stop = default) => WorldGenerator.Generate(
        new WorldOptions { Seed = seed, Residents = Residents, Cities = [RushHour.City] }, Folder, progress: null, stop);

    public string Folder => Path.Combine(_folder, "world");

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
