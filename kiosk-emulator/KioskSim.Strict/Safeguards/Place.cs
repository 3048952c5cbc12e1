namespace KioskSim.Strict.Safeguards;

/// <summary>Where a program could leave something, were it let.</summary>
/// <param name="File">A file that is there and that the folder is not empty of; null: none that is known.</param>
sealed record Place(string Folder, string? File)
{
    /// <summary>A name that is not taken there.</summary>
    public string Free => Path.Combine(Folder, $".kiosksim-probe-{Environment.ProcessId}");

    /// <summary>The deployment, the program, temporary files, shared memory, home and the folder it was started in: each once.</summary>
    public static IReadOnlyList<Place> All(string deployment)
    {
        Place[] all =
        [
            At(deployment, Path.GetFullPath(Path.Combine(deployment, "deployment.json"))),
            At(AppContext.BaseDirectory, typeof(Place).Assembly.Location),
            At(Path.GetTempPath()),
            At("/dev/shm"),
            At(Environment.CurrentDirectory),
            .. Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? [At(home)] : (Place[])[],
        ];
        return [.. all.DistinctBy(p => p.Folder)];
    }

    static Place At(string folder, string? file = null) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), file);
}
