namespace KioskSim.City.Tests.Fixtures;

/// <summary>A folder that goes away with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-city-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Every byte that lies in the folder, file after file: what a thief of the disk would search.</summary>
    public byte[] AllBytes() => [.. _folder.EnumerateFiles().SelectMany(f => Read(f.FullName))];

    public void Dispose() => _folder.Delete(recursive: true);

    // SQLite keeps its files open.
    static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
