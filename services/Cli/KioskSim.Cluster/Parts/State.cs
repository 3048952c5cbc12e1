using KioskSim.City.Numbers;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Deployments;
using KioskSim.Storage;

namespace KioskSim.Cluster.Parts;

/// <summary>Where services and cards keep what they keep between runs: a folder, or nowhere.</summary>
public sealed class State : IDisposable
{
    readonly string? _folder;
    readonly List<Database> _databases = [];

    /// <param name="folder">Made when it is not there; null: memory.</param>
    public State(string? folder)
    {
        _folder = folder;
        if (folder is not null)
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Opened once, closed with this.</summary>
    public Database Open(string name)
    {
        var database = _folder is null ? Database.OpenMemory() : Database.OpenFile(Path.Combine(_folder, $"{name}.db"));
        _databases.Add(database);
        return database;
    }

    /// <summary>The key that seals individual numbers; in a file of its own, apart from the database (000-43).</summary>
    public byte[] NumberKey(string server)
    {
        if (_folder is null)
            return Entropy.Secure.Bytes(SealedNumbers.KeySize);
        var path = Path.Combine(_folder, $"{server}.numbers.key");
        if (!File.Exists(path))
            DeploymentFolder.WritePrivate(path, Entropy.Secure.Bytes(SealedNumbers.KeySize));
        return File.ReadAllBytes(path);
    }

    /// <summary>Does something that need not be done again as long as the folder is there.</summary>
    public async Task OnceAsync(string what, Func<Task> work)
    {
        var mark = _folder is null ? null : Path.Combine(_folder, $"{what}.done");
        if (mark is not null && File.Exists(mark))
            return;
        await work();
        if (mark is not null)
            await File.WriteAllBytesAsync(mark, []);
    }

    public void Dispose()
    {
        foreach (var database in _databases)
            database.Dispose();
    }
}
