using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using KioskSim.Paper.Certificates.Entries;
using KioskSim.Paper.Certificates.FamilyRegisters;
using KioskSim.Paper.Certificates.Taxes;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Fronts;
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

    static readonly FrozenDictionary<Type, Func<FontSet, IssuingCity, CertificateLayout>> Kinds = new Dictionary<Type, Func<FontSet, IssuingCity, CertificateLayout>>
    {
        [typeof(ResidentRecordPage)] = (fonts, city) => new ResidentRecordLayout(fonts, city),
        [typeof(ResidentEntriesPage)] = (fonts, city) => new ResidentEntriesLayout(fonts, city),
        [typeof(SealRegistrationPage)] = (fonts, city) => new SealRegistrationLayout(fonts, city),
        [typeof(FamilyRegisterPage)] = (fonts, city) => new FamilyRegisterLayout(fonts, city),
        [typeof(SupplementPage)] = (fonts, city) => new SupplementLayout(fonts, city),
        [typeof(TaxPage)] = (fonts, city) => new TaxLayout(fonts, city),
    }.ToFrozenDictionary();

    readonly ConcurrentDictionary<Type, Lazy<CertificateLayout>> _layouts = new();

    /// <summary>The forms of all kinds, for the inquiry site (000-57).</summary>
    public IReadOnlyList<FrontForm> Forms => [.. Kinds.Keys.Select(kind => LayoutOf(kind).Form)];

    /// <summary>Another whenever the forms may be others: with the city, the fonts, and the build of this library. Hexadecimal.</summary>
    public string Edition => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{city} {string.Join(' ', fonts.Faces.Select(f => f.Checksum))} {typeof(CertificatePress).Module.ModuleVersionId}")).AsSpan(0, 8));

    /// <summary>Lays a certificate out on its sheets.</summary>
    /// <exception cref="PaperException">A character or text cannot be printed as it is; nothing is left out or replaced.</exception>
    /// <exception cref="ArgumentException">The record or the issue is not well formed.</exception>
    public ComposedCertificate Compose(CertificateRecord record, IssueDetails issue, VariantPolicy policy = VariantPolicy.Exact)
    {
        var sheets = record.SheetCount;
        if (sheets > MaxSheets)
            throw new TooManySheetsException(sheets, MaxSheets);
        var layout = LayoutOf(record.GetType());
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

    CertificateLayout LayoutOf(Type record) => _layouts.GetOrAdd(record, r => new(() => Kinds[r](fonts, city))).Value;

    static void DrawNumbers(Canvas canvas, SheetMark mark, float middle, string sheet)
    {
        canvas.Line($"発行番号　{mark.Issue}", SheetGeometry.Left, middle, 9);
        canvas.Line(sheet, SheetGeometry.Right, middle, 9, Align.Right);
    }
}
