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
        foreach (var root in Roots())
        {
            var folder = Path.Combine(root, name);
            if (Directory.Exists(folder))
                return folder;
        }

        Assert.Skip($"The published vectors '{name}' are not here; set KIOSKSIM_VECTORS to the folder that holds them.");
        throw new InvalidOperationException("not reached");
    }

    static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("KIOSKSIM_VECTORS") is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "vectors");
    }
}
