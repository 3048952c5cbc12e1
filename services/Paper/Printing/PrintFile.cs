using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Pdf;

namespace KioskSim.Paper.Printing;

/// <summary>
/// A certificate's PDF as a printer of 600 dpi takes it: from the file alone, with the fonts that it brings along, to the same dots that the
/// city's layout stands for. It knows what our own certificates are drawn with, and refuses everything else rather than leave it out.
/// </summary>
public sealed class PrintFile
{
    readonly PdfObjects _objects;
    readonly ScanBudget _budget;
    readonly IReadOnlyList<PdfPage> _pages;
    readonly FileFonts _fonts;

    PrintFile(ReadOnlyMemory<byte> pdf)
    {
        _budget = new ScanBudget(ScanLimits.Desk, CancellationToken.None);
        _objects = new PdfObjects(PdfObjectTable.Read(pdf, _budget), pdf, _budget);
        _pages = PdfPages.Of(_objects, _budget);
        _fonts = new FileFonts(_objects, _budget);
    }

    /// <summary>Sides of sheets: front before back.</summary>
    public int Faces => _pages.Count;

    /// <param name="pdf">Stays the caller's, and as it is while this is used. For one thread at a time.</param>
    /// <exception cref="ScanFileException">Not a sound PDF.</exception>
    public static PrintFile Read(ReadOnlyMemory<byte> pdf) => new(pdf);

    /// <summary>The dots that are printed on a face, 600 dpi.</summary>
    /// <param name="face">From 0.</param>
    /// <param name="altered">What somebody has changed in the file before it was printed.</param>
    /// <exception cref="ScanFileException">It is drawn with something that no certificate is drawn with.</exception>
    public Bitmap Draw(int face, IReadOnlyList<AlteredCharacter>? altered = null)
    {
        var drawing = new PageDrawing(_objects, _budget, _fonts, altered ?? []);
        drawing.Run(_pages[face]);
        return drawing.Sheet;
    }

    /// <summary>The characters of a face in drawing order, those of a line one after the other, as code points.</summary>
    /// <param name="face">From 0.</param>
    /// <exception cref="ScanFileException">It is drawn with something that no certificate is drawn with.</exception>
    public IReadOnlyList<int> Characters(int face)
    {
        var drawing = new PageDrawing(_objects, _budget, _fonts, []);
        drawing.Run(_pages[face]);
        return drawing.Characters;
    }
}
