using KioskSim.Contracts.Cabinet;

namespace KioskSim.Cli.Commands;

/// <summary>The folder that stands for the out-tray. File names come from the receipt number and say nothing of the person.</summary>
static class OutTray
{
    public static IReadOnlyList<string> Save(string folder, string receipt, IReadOnlyList<PrintedCopy> copies)
    {
        if (copies.Count == 0)
            return [];
        Directory.CreateDirectory(folder);
        return [.. copies.Select((copy, i) => Save(Path.Combine(folder, $"{receipt}-{i + 1}.pdf"), copy))];
    }

    static string Save(string path, PrintedCopy copy)
    {
        File.WriteAllBytes(path, copy.Pdf.ToByteArray());
        return Path.GetFullPath(path);
    }
}
