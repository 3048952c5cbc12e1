using System.Collections.Concurrent;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Pdf;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>
/// Makes the certificates of one city. Keeps the unchanging parts of each kind once they were needed; keep one press a city and share it
/// between threads.
/// </summary>
public sealed class CertificatePress(FontSet fonts, IssuingCity city)
{
    /// <summary>Sheets of one certificate, as many as a reader of their marks accepts.</summary>
    public const int MaxSheets = SheetMarks.MaxPages / 2;

    readonly ConcurrentDictionary<Type, Lazy<CertificateLayout>> _layouts = new();

    /// <summary>Lays a certificate out on its sheets.</summary>
    /// <exception cref="PaperException">A character or text cannot be printed as it is; nothing is left out or replaced.</exception>
    /// <exception cref="ArgumentException">The record or the issue is not well formed.</exception>
    public ComposedCertificate Compose(CertificateRecord record, IssueDetails issue, VariantPolicy policy = VariantPolicy.Exact)
    {
        var sheets = record.SheetCount;
        if (sheets > MaxSheets)
            throw new TooManySheetsException(sheets, MaxSheets);
        var layout = _layouts.GetOrAdd(record.GetType(), _ => new(() => record.NewLayout(fonts, city))).Value;
        var canvas = new Canvas(fonts, policy);
        var fronts = layout.DrawFronts(canvas, record, issue);
        if (fronts.Count != sheets)
            throw new InvalidOperationException($"{layout.GetType().Name} drew {fronts.Count} sheets; the record has {sheets}.");

        var faces = new List<SheetFace>(2 * sheets);
        for (var sheet = 1; sheet <= sheets; sheet++)
        {
            var front = new SheetMark(issue.Subject, issue.Number, issue.IssuedAt, sheet, sheets, SheetSide.Front);
            DrawNumbers(canvas, front, SheetGeometry.FooterMiddle, $"{sheet}／{sheets}");
            faces.Add(new SheetFace(front, [fronts[sheet - 1], canvas.Take()]));

            var back = new SheetMark(issue.Subject, issue.Number, issue.IssuedAt, sheet, sheets, SheetSide.Back);
            layout.Back.Draw(canvas);
            DrawNumbers(canvas, back, SheetGeometry.HeaderMiddle, $"{sheet}／{sheets}　裏面");
            faces.Add(new SheetFace(back, [canvas.Take()]));
        }

        return new ComposedCertificate(layout, record.Title, faces, canvas.Shaper.Substitutions);
    }

    static void DrawNumbers(Canvas canvas, SheetMark mark, float middle, string sheet)
    {
        canvas.Line($"発行番号　{mark.Issue}", SheetGeometry.Left, middle, 9);
        canvas.Line(sheet, SheetGeometry.Right, middle, 9, Align.Right);
    }
}
