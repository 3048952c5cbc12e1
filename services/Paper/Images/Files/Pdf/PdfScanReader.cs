namespace KioskSim.Paper.Images.Files.Pdf;

internal static class PdfScanReader
{
    public static IReadOnlyList<ScanPage> Read(ReadOnlyMemory<byte> file, ScanBudget budget) => throw ScanFileException.NotSupported("x");
}
