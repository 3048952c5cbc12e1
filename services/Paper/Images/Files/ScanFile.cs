using KioskSim.Paper.Images.Files.Jpeg;
using KioskSim.Paper.Images.Files.Pdf;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Images.Files.Tiff;

namespace KioskSim.Paper.Images.Files;

/// <summary>
/// Reads what a scanner or a phone makes of a sheet of paper: PNG, JPEG, TIFF, and PDF whose pages are pictures. Told apart by content;
/// a name or a media type says nothing. Everything is managed code within <see cref="ScanLimits"/>: these files come from anybody.
/// </summary>
public static class ScanFile
{
    /// <param name="file">The whole file.</param>
    /// <param name="limits">What it may cost.</param>
    /// <param name="cancellation">Looked at with every row.</param>
    /// <returns>Its pages in order, at least one.</returns>
    /// <exception cref="ScanFileException">The file is not read; <see cref="ScanFileException.Fault"/> says why.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static IReadOnlyList<ScanPage> Read(ReadOnlyMemory<byte> file, ScanLimits limits, CancellationToken cancellation = default)
    {
        if (file.Length > limits.FileBytes)
            throw ScanFileException.TooLarge($"The file has {file.Length} bytes; the limit is {limits.FileBytes}.");
        var budget = new ScanBudget(limits, cancellation);
        var kind = FileKinds.Of(file.Span);
        FileKinds.RefuseSecondFile(file.Span, kind);
        return kind switch
        {
            FileKind.Png => [PngReader.Read(file, budget)],
            FileKind.Jpeg => [JpegReader.ReadFile(file.Span, budget)],
            FileKind.Tiff => TiffReader.Read(file, budget),
            FileKind.Pdf => PdfScanReader.Read(file, budget),
            _ => throw new ScanFileException(ScanFault.NotAScan, "The file is neither PNG nor JPEG nor TIFF nor PDF."),
        };
    }
}
