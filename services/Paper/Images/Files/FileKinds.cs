using System.Buffers.Binary;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Paper.Images.Files;

internal enum FileKind
{
    Unknown,
    Png,
    Jpeg,
    Tiff,
    Pdf,
}

/// <summary>What a file is by its first bytes, and whether it is a second thing besides.</summary>
internal static class FileKinds
{
    /// <summary>PDF programs look for their signature this far into a file, and ZIP programs this far from its end.</summary>
    const int PdfWindow = 1024;
    const int ZipWindow = ushort.MaxValue + ZipEndLength;
    const int ZipEndLength = 22;

    public static FileKind Of(ReadOnlySpan<byte> file) => file switch
    {
        [0xFF, 0xD8, 0xFF, ..] => FileKind.Jpeg,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => FileKind.Tiff,
        _ when file.StartsWith(PngHeader.Signature) => FileKind.Png,
        _ => file.StartsWith("%PDF-"u8) ? FileKind.Pdf : FileKind.Unknown,
    };

    /// <summary>
    /// PNG and JPEG end where they say; their readers refuse what follows. PDF and TIFF are found by offsets and may have anything
    /// anywhere, and a PDF may begin late: what other programs would look for in this file is looked for here.
    /// </summary>
    public static void RefuseSecondFile(ReadOnlySpan<byte> file, FileKind kind)
    {
        if (kind == FileKind.Unknown)
            return;
        if (kind != FileKind.Pdf && file[..Math.Min(PdfWindow, file.Length)].IndexOf("%PDF-"u8) >= 0)
            throw Second("a PDF file");
        if (EndsAsZip(file))
            throw Second("a ZIP archive");
    }

    public static ScanFileException Second(string what) => new(ScanFault.TwoFilesInOne, $"The file also carries {what}.");

    /// <summary>Whether an end-of-directory record lies at the very end, with a comment of the length that it says.</summary>
    static bool EndsAsZip(ReadOnlySpan<byte> file)
    {
        var tail = file[^Math.Min(ZipWindow, file.Length)..];
        for (int at; (at = tail.LastIndexOf("PK\x05\x06"u8)) >= 0; tail = tail[..at])
        {
            var record = file[(file.Length - Math.Min(ZipWindow, file.Length) + at)..];
            if (record.Length >= ZipEndLength && record.Length >= ZipEndLength + BinaryPrimitives.ReadUInt16LittleEndian(record[20..]))
                return true;
        }

        return false;
    }
}
