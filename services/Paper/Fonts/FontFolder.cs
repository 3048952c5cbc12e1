namespace KioskSim.Paper.Fonts;

/// <summary>Where the font files lie, which are too large to be kept with the source.</summary>
public static class FontFolder
{
    /// <summary>Names a folder that is looked in first.</summary>
    public const string Variable = "KIOSKSIM_FONTS";

    const string SystemFonts = "/usr/share/fonts";

    /// <summary>
    /// The full path of a font file: the folder of <see cref="Variable"/>, <c>fonts</c> beside the program, the checkout's
    /// <c>artifacts/fonts</c>, then anywhere under the system's fonts.
    /// </summary>
    /// <exception cref="FontFileException">It is in none of them; the message says how to get it.</exception>
    public static string Find(string fileName) =>
        Candidates(fileName).FirstOrDefault(File.Exists)
        ?? throw new FontFileException(
            $"The font {fileName} is not there. Run `make fonts` in the checkout, or install Debian's fonts-ipaexfont-mincho and "
            + $"fonts-ipamj-mincho, or name a folder that holds ipaexm.ttf and ipamjm.ttf in {Variable}.");

    static IEnumerable<string> Candidates(string fileName)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named)
            yield return Path.Combine(named, fileName);
        yield return Path.Combine(AppContext.BaseDirectory, "fonts", fileName);
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "KioskSim.sln")))
                yield return Path.Combine(folder.FullName, "artifacts", "fonts", fileName);
        }

        if (Directory.Exists(SystemFonts))
        {
            var everywhere = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
            foreach (var path in Directory.EnumerateFiles(SystemFonts, fileName, everywhere).Order(StringComparer.Ordinal))
                yield return path;
        }
    }
}
