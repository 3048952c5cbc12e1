using Xunit;

namespace KioskSim.Vectors;

/// <summary>
/// Test vectors that others publish are read where they lie, never copied: from the folder that KIOSKSIM_VECTORS names, or from
/// <c>shared/vectors</c> beside the checkout. Where they are absent the test skips and says so.
/// </summary>
public static class PublishedVectors
{
    public static string Folder(string name)
    {
        if (TryFolder(name) is { } folder)
            return folder;
        Assert.Skip($"The published vectors '{name}' are not here; set KIOSKSIM_VECTORS to the folder that holds them.");
        throw new InvalidOperationException("not reached");
    }

    /// <summary>For tests whose rows are the vectors: they cannot skip before there is a row.</summary>
    /// <returns>Null where the vectors are absent.</returns>
    public static string? TryFolder(string name) => Roots().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);

    static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("KIOSKSIM_VECTORS") is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "vectors");
    }
}
