using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>Draws a PDF as a printer would: by Debian's pdftoppm, which knows nothing of how the PDF was made.</summary>
static class Poppler
{
    /// <summary>The pages at 600 dpi.</summary>
    /// <exception cref="InvalidDataException">There is no pdftoppm, or it cannot read the file.</exception>
    public static async IAsyncEnumerable<Bitmap> DrawAsync(string pdf, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        if (!File.Exists(pdf))
            throw new FileNotFoundException($"{pdf}: ファイルがありません。 / There is no such file.");
        for (var page = 1; ; page++)
        {
            var (drawn, error) = await RunAsync(pdf, page, stop);
            if (drawn.Length == 0)
            {
                if (page == 1)
                    throw new InvalidDataException($"{pdf}: PDFとして描画できません。 / pdftoppm draws nothing of it: {error.Split('\n')[0]}");
                yield break;
            }

            yield return Read(drawn);
        }
    }

    static async Task<(byte[] Drawn, string Error)> RunAsync(string pdf, int page, CancellationToken stop)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftoppm", ["-r", $"{SheetInk.Dpi}", "-mono", "-f", number, "-l", number, Path.GetFullPath(pdf)])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
            using var drawn = new MemoryStream();
            var error = process.StandardError.ReadToEndAsync(stop);
            await process.StandardOutput.BaseStream.CopyToAsync(drawn, stop);
            await process.WaitForExitAsync(stop);
            return (drawn.ToArray(), await error);
        }
        catch (Win32Exception)
        {
            throw new InvalidDataException("pdftoppm がありません。 / There is no pdftoppm: apt-get install poppler-utils");
        }
    }

    /// <summary>Portable bit map: "P4", width, height, rows of bytes; 1 is ink.</summary>
    static Bitmap Read(byte[] file)
    {
        var at = 2;
        var numbers = new int[2];
        if (!file.AsSpan().StartsWith("P4"u8))
            throw new InvalidDataException("pdftoppm wrote no bit map.");
        for (var i = 0; i < 2; i++)
        {
            while (char.IsWhiteSpace((char)file[at]))
                at++;
            for (; char.IsAsciiDigit((char)file[at]); at++)
                numbers[i] = 10 * numbers[i] + file[at] - '0';
        }

        at++;
        var bitmap = new Bitmap(numbers[0], numbers[1]);
        for (var y = 0; y < bitmap.Height; y++, at += bitmap.RowBytes)
            bitmap.PutRow(y, file.AsSpan(at));
        return bitmap;
    }
}
