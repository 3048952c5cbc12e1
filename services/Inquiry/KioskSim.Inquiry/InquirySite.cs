using System.Collections.Concurrent;
using System.Security.Cryptography;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Scramble;

namespace KioskSim.Inquiry;

/// <summary>
/// 問合せサイト (000-57): reads the backs of sheets and shows what their fronts looked like when the city made them. It keeps nothing: what
/// it needs is in the scan, and what it made of one scan is wiped before the next. Safe for concurrent use.
/// </summary>
/// <param name="key">What fronts are sealed for; stays the caller's to dispose.</param>
public sealed class InquirySite(ECDiffieHellman key, KnownCities cities, KnownForms forms)
{
    // A reader is for one thread at a time and brings its working memory along.
    readonly ConcurrentBag<ScrambleReader> _readers = [];

    /// <param name="files">Scans of one or several backs each: PNG, JPEG, TIFF, or PDF of pictures.</param>
    /// <param name="limits">What a file may cost; the pages of all files together count.</param>
    /// <returns>To be disposed, which wipes the pictures.</returns>
    /// <exception cref="ScanFileException">A file is not read.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public InquiryReport Examine(IEnumerable<ReadOnlyMemory<byte>> files, ScanLimits limits, CancellationToken cancel = default)
    {
        var findings = new List<SheetFinding>();
        try
        {
            foreach (var file in files)
                Examine(file, limits, findings, cancel);
            return new InquiryReport(findings);
        }
        catch
        {
            findings.ForEach(f => f.Dispose());
            throw;
        }
    }

    /// <summary>Reads a back of its own making, so that the first visitor does not wait for the compiler.</summary>
    public void WarmUp()
    {
        const int dotsPerModule = 3;
        const int edge = 40;
        var image = ScrambleImage.Encode(new byte[3000]);
        var page = new GreyImage(dotsPerModule * image.Width + 2 * edge, dotsPerModule * image.Height + 2 * edge);
        page.Pixels.AsSpan().Fill(byte.MaxValue);
        for (var y = 0; y < dotsPerModule * image.Height; y++)
        {
            var row = page.Row(edge + y)[edge..^edge];
            for (var x = 0; x < row.Length; x++)
                row[x] = image[x / dotsPerModule, y / dotsPerModule] ? byte.MinValue : byte.MaxValue;
        }

        Examine(1, page).Dispose();
    }

    void Examine(ReadOnlyMemory<byte> file, ScanLimits limits, List<SheetFinding> findings, CancellationToken cancel)
    {
        if (findings.Count >= limits.Pages)
            throw new ScanFileException(ScanFault.TooManyPages, $"The files have more than {limits.Pages} pages.");
        var pages = ScanFile.Read(file, limits with { Pages = limits.Pages - findings.Count }, cancel);
        try
        {
            foreach (var page in pages)
            {
                cancel.ThrowIfCancellationRequested();
                findings.Add(Examine(findings.Count + 1, page.Image));
            }
        }
        finally
        {
            foreach (var page in pages)
                CryptographicOperations.ZeroMemory(page.Image.Pixels);
        }
    }

    SheetFinding Examine(int page, GreyImage scan)
    {
        var reading = Read(scan);
        if (reading.Payload is not { } payload)
            return new SheetFinding(page, VerdictOf(reading.Failure));
        var opened = FrontParcel.TryOpen(key, payload, out var front);
        CryptographicOperations.ZeroMemory(payload);
        if (!opened)
            return new SheetFinding(page, Verdict.NotOurs);
        try
        {
            if (cities.SignerOf(front!) is not { } city)
            {
                front!.Dispose();
                return new SheetFinding(page, Verdict.NotOurs);
            }

            return forms.TryFind(front!.Form, out var form) && Draw(form, front.Picture) is { } picture
                ? new SheetFinding(page, Verdict.Genuine, city, front, picture, form, reading.RawErrors)
                : new SheetFinding(page, Verdict.FormUnknown, city, front, Restored: reading.RawErrors);
        }
        catch
        {
            front!.Dispose();
            throw;
        }
    }

    ScrambleReading Read(GreyImage scan)
    {
        if (!_readers.TryTake(out var reader))
            reader = new ScrambleReader();
        try
        {
            return reader.Read(scan);
        }
        finally
        {
            reader.Wipe();
            _readers.Add(reader);
        }
    }

    static Bitmap? Draw(FrontForm form, ReadOnlySpan<byte> picture)
    {
        try
        {
            return form.Draw(picture);
        }
        catch (SymbolFormatException)
        {
            return null; // signed, and yet not of this form: a newer city's coding
        }
    }

    static Verdict VerdictOf(ScrambleFailure failure) => failure switch
    {
        ScrambleFailure.TooLarge => throw new ScanFileException(ScanFault.TooLarge, "A page has more dots than are looked at."),
        ScrambleFailure.NoImage => Verdict.NoImage,
        ScrambleFailure.TooDamaged => Verdict.Damaged,
        ScrambleFailure.NotOurs => Verdict.NotOurs,
        _ => Verdict.TooCoarse,
    };
}
