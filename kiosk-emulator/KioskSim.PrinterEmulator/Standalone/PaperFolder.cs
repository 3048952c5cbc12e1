using KioskSim.PrinterEmulator.Device;

namespace KioskSim.PrinterEmulator.Standalone;

/// <summary>
/// The out-tray as a folder: a PDF a copy, by the numbers of job and copy. This is paper, the citizen's: no memory of the printer, which
/// forgets the document when the job is over. What goes into the locked box goes out of the folder.
/// </summary>
sealed class PaperFolder(string folder)
{
#pragma warning disable RS0030 // Paper in a tray is a file here; no kiosk has this program in it.
    public void Put(PrintedCopy copy)
    {
        Directory.CreateDirectory(folder);
        if (copy.Sheets == 1) // the first one is the file; the others are pages of it
            File.WriteAllBytes(FileOf(copy), copy.Pdf);
    }

    public void Withdraw(IReadOnlyList<PrintedCopy> copies)
    {
        foreach (var copy in copies)
            File.Delete(FileOf(copy));
    }
#pragma warning restore RS0030

    string FileOf(PrintedCopy copy) => Path.Combine(folder, $"job-{copy.Job}-copy-{copy.Number}.pdf");
}
