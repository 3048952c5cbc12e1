namespace KioskSim.Cli.Tests.Programs;

/// <summary>Waits until something happens to a file of a folder.</summary>
sealed class Seen : IDisposable
{
    readonly FileSystemWatcher _watcher;
    readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Seen(string folder) => _watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, InternalBufferSize = 1 << 16 };

    /// <summary>Completes once.</summary>
    public Task Task => _seen.Task;

    public static Seen Appear(string folder, Func<string, bool> which)
    {
        var seen = new Seen(folder);
        seen._watcher.Created += (_, e) => seen.Look(e.FullPath, which);
        seen._watcher.EnableRaisingEvents = true;
        return seen;
    }

    public static Seen Change(string folder, Func<string, bool> which)
    {
        var seen = new Seen(folder);
        seen._watcher.Changed += (_, e) => seen.Look(e.FullPath, which);
        seen._watcher.EnableRaisingEvents = true;
        return seen;
    }

    public void Dispose() => _watcher.Dispose();

    void Look(string path, Func<string, bool> which)
    {
        if (which(path))
            _seen.TrySetResult();
    }
}
