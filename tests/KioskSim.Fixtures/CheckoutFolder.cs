namespace KioskSim.Fixtures;

/// <summary>The checkout that the tests were built in.</summary>
public static class CheckoutFolder
{
    /// <exception cref="DirectoryNotFoundException">They run elsewhere.</exception>
    public static string Root { get; } = Find();

    static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "KioskSim.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("These tests run where they were built, and that is in no checkout.");
        return folder;
    }
}
