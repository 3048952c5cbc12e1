using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>Pictures of paper as files.</summary>
static class SheetFiles
{
    /// <summary>A side of a sheet.</summary>
    /// <exception cref="InvalidDataException">No picture, or not one at 600 dpi.</exception>
    public static GreyImage Read(string file)
    {
        var page = ReadPages(file)[0];
        // Some scanners do not say their resolution; by its width a page does.
        var dpi = page.Dpi ?? page.Image.Width / 8.27;
        return Math.Abs(dpi - SheetInk.Dpi) < 6
            ? page.Image
            : throw new InvalidDataException($"{file}: 600dpiの画像ではありません。 / The picture is at {dpi:F0} dpi; 600 dpi are needed.");
    }

    /// <exception cref="InvalidDataException">Not a scan that can be read.</exception>
    public static IReadOnlyList<ScanPage> ReadPages(string file)
    {
        try
        {
            return ScanFile.Read(File.ReadAllBytes(file), ScanLimits.Desk);
        }
        catch (ScanFileException e)
        {
            throw new InvalidDataException($"{file}: {e.Message}", e);
        }
    }

    /// <summary>Writes a picture and says where; beside a name like the one it comes from.</summary>
    /// <param name="source">The file that it was made of.</param>
    /// <param name="suffix">What became of it.</param>
    public static void Save(GreyImage picture, double dpi, string folder, string source, string suffix)
    {
        var path = Path.GetFullPath(Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(source)}-{suffix}.png"));
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(path, picture.ToPng(dpi));
        Console.WriteLine(path);
    }
}
