namespace KioskSim.Cli.Tests.Programs;

/// <summary>A folder for a test, gone afterwards.</summary>
sealed class WorldScratch : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("kiosksim-cli-").FullName;

    /// <summary>Everything in it, relative, with what hides itself.</summary>
    public IReadOnlyList<string> Entries => Listing.Of(Folder);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

static class Listing
{
    public static IReadOnlyList<string> Of(string folder) => !Directory.Exists(folder)
        ? []
        :
        [
            .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories)
                .Select(p => Path.GetRelativePath(folder, p)).Order(StringComparer.Ordinal),
        ];
}
