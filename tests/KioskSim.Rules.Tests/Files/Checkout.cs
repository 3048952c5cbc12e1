using KioskSim.Fixtures;

namespace KioskSim.Rules.Tests.Files;

/// <summary>The files of the project, as they lie in the checkout that this test program was built in.</summary>
static class Checkout
{
    static readonly Lazy<IReadOnlyList<string>> LazyFiles = new(FindFiles);

    public static string Root => CheckoutFolder.Root;

    /// <summary>Every file that belongs to the project, relative to the root, with slashes; nothing that is built or ignored.</summary>
    public static IReadOnlyList<string> Files => LazyFiles.Value;

    public static IEnumerable<string> With(params IReadOnlyCollection<string> extensions) =>
        Files.Where(f => extensions.Contains(Path.GetExtension(f)));

    /// <summary>Source of what is delivered: no tests.</summary>
    public static IEnumerable<string> Source => With(".cs").Where(f => !IsTest(f));

    public static bool IsTest(string file) => file.StartsWith("tests/", StringComparison.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    static IReadOnlyList<string> FindFiles()
    {
        string[] ignored = [.. Lines(".gitignore").Where(l => l.EndsWith('/')).Select(l => l.Trim('/')), ".git"];
        var files = new List<string>();
        Walk("");
        return files;

        void Walk(string folder)
        {
            foreach (var path in Directory.EnumerateFileSystemEntries(Path.Combine(Root, folder)).Order(StringComparer.Ordinal))
            {
                var name = Path.GetRelativePath(Root, path);
                if (!Directory.Exists(path))
                    files.Add(name);
                else if (!ignored.Contains(name) && Path.GetFileName(name) is not ("bin" or "obj"))
                    Walk(name);
            }
        }
    }
}
