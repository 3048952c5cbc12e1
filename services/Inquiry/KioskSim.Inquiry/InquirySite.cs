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
/// it needs is in the scan. Safe for concurrent use.
/// </summary>
/// <param name="key">What fronts are sealed for; stays the caller's to dispose.</param>
public sealed class InquirySite(ECDiffieHellman key, KnownCities cities, KnownForms forms)
{
    // A reader is for one thread at a time and brings its working memory along.
    readonly ConcurrentBag<ScrambleReader> _readers = [];

    /// <param name="file">A scan of one or several backs: PNG, JPEG, TIFF, or PDF of pictures.</param>
    /// <returns>To be disposed, which wipes the pictures.</returns>
    /// <exception cref="ScanFileException">The file is not read.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public InquiryReport Examine(ReadOnlyMemory<byte> file, ScanLimits limits, CancellationToken cancel = default)
    {
        var findings = new List<SheetFinding>();
        foreach (var page in ScanFile.Read(file, limits, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            findings.Add(Examine(page.Number, page.Image));
        }

        return new InquiryReport(TellApart(findings));
    }

    SheetFinding Examine(int page, GreyImage scan)
    {
        var reading = Read(scan);
        if (reading.Payload is not { } payload)
            return new SheetFinding(page, VerdictOf(reading.Failure));
        if (!FrontParcel.TryOpen(key, payload, out var front))
            return new SheetFinding(page, Verdict.NotOurs);
        using (front)
        {
            if (cities.SignerOf(front) is not { } city)
                return new SheetFinding(page, Verdict.NotOurs);
            return forms.TryFind(front.Header.Form.Span, out var form) && Draw(form, front.Picture) is { } picture
                ? new SheetFinding(page, Verdict.Genuine, city, front.Header, picture, reading.RawErrors)
                : new SheetFinding(page, Verdict.FormUnknown, city, front.Header, Restored: reading.RawErrors);
        }
    }

    ScrambleReading Read(GreyImage scan)
    {
        if (!_readers.TryTake(out var reader))
            reader = new ScrambleReader();
        var reading = reader.Read(scan);
        _readers.Add(reader);
        return reading;
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

    // Sheets of two certificates in one scan are no certificate.
    static List<SheetFinding> TellApart(List<SheetFinding> findings)
    {
        var first = findings.Find(f => f.Verdict == Verdict.Genuine)?.Header;
        return [.. findings.Select(f => f.Verdict == Verdict.Genuine && !IsSameIssue(f.Header!, first!) ? f with { Verdict = Verdict.OfAnotherCertificate } : f)];
    }

    static bool IsSameIssue(FrontHeader one, FrontHeader other) =>
        (one.Municipality, one.IssueNumber, one.IssuedAt, one.Sheets) == (other.Municipality, other.IssueNumber, other.IssuedAt, other.Sheets);

    static Verdict VerdictOf(ScrambleFailure failure) => failure switch
    {
        ScrambleFailure.TooLarge => throw new ScanFileException(ScanFault.TooLarge, "A page has more dots than are looked at."),
        ScrambleFailure.NoImage => Verdict.NoImage,
        ScrambleFailure.TooDamaged => Verdict.Damaged,
        ScrambleFailure.NotOurs => Verdict.NotOurs,
        _ => Verdict.TooCoarse,
    };
}
