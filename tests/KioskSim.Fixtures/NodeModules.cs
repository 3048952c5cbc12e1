using Xunit;

namespace KioskSim.Fixtures;

/// <summary>Packages of npm that judge what ours make; `make setup-tests` puts them into <c>artifacts/npm</c>.</summary>
public static class NodeModules
{
    /// <summary>The package's folder. Where it is missing, the test is skipped.</summary>
    public static string Find(string package)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, "artifacts", "npm", "node_modules", package);
            if (Directory.Exists(found))
                return found;
        }

        Assert.Skip($"The npm package {package} is not there; make setup-tests fetches it.");
        return "";
    }
}
