using System.Collections.Concurrent;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Pdf;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>
/// The unchanging parts of one kind of certificate for one city, and how a record is written on them. Made once and shared between
/// threads: a layout draws on the canvas it is given and keeps nothing.
/// </summary>
internal abstract class CertificateLayout
{
    readonly List<DisplayList> _parts = [];
    readonly Lazy<PdfTemplate> _template;
    readonly Lazy<PdfTemplate> _screenTemplate;
    readonly Lazy<SheetInk> _ink;
    readonly Lazy<FrontForm> _form;
    readonly ConcurrentDictionary<int, Lazy<PageRaster>> _rasters = new();

    protected CertificateLayout(FontSet fonts, IssuingCity city)
    {
        Sheet = new Canvas(fonts, VariantPolicy.Exact);
        _ink = new Lazy<SheetInk>(() => BackSide.Ink(fonts, city.GroundWord));
        _form = new Lazy<FrontForm>(() => FrontForm.Of(_parts.Select(part => Raster(FrontForm.Dpi).Place(part))));
        _template = new Lazy<PdfTemplate>(() => new PdfTemplate(fonts, _parts, _ink.Value));
        _screenTemplate = new Lazy<PdfTemplate>(() => new PdfTemplate(fonts, _parts));
        Attestation = new AttestationBlock(this, city);
        Back = new BackSide(this);
    }

    public PdfTemplate Template(PdfUse use) => (use == PdfUse.Print ? _template : _screenTemplate).Value;

    public SheetInk Ink => _ink.Value;

    public FrontForm Form => _form.Value;

    /// <param name="dpi">100 to 600.</param>
    public PageRaster Raster(int dpi) => _rasters.GetOrAdd(dpi, d => new(() => new PageRaster(Sheet.Fonts, _parts, d))).Value;

    public AttestationBlock Attestation { get; }

    public BackSide Back { get; }

    /// <summary>For drawing the parts, in the constructors only.</summary>
    public Canvas Sheet { get; }

    /// <summary>What was drawn on <see cref="Sheet"/> since the last part.</summary>
    public DisplayList TakePart()
    {
        var part = Sheet.Take();
        _parts.Add(part);
        return part;
    }

    /// <returns>The front of each sheet without its numbers, as many as the record has said.</returns>
    public abstract IReadOnlyList<DisplayList> DrawFronts(Canvas canvas, CertificateRecord record, IssueDetails issue);

    protected static void DrawTitle(Canvas canvas, string title)
    {
        const float size = 21;
        const int tracking = 450;
        if (title.Length * size * (1 + tracking / 1000f) < SheetGeometry.Width)
            canvas.Line(title, PageSize.Width / 2, SheetGeometry.TitleMiddle, size, Align.Centre, tracking);
        else
            canvas.Fit(title, SheetGeometry.TitleRoom, new TextStyle(size, 11, Align: Align.Centre), "表題");
    }

    /// <summary>What stands below the body: the attestation on the last sheet, on the others that there is more to come.</summary>
    protected void DrawFoot(Canvas canvas, string sentence, IssueDetails issue, bool isLast)
    {
        if (isLast)
            Attestation.Draw(canvas, sentence, issue.IssuedAt, SheetGeometry.AttestationTop);
        else
            canvas.Line("次のページに続く", SheetGeometry.Right - 12, SheetGeometry.BodyBottom + 26, 10, Align.Right);
    }

    /// <summary>Says that nothing follows, so that nothing can be added.</summary>
    protected static void DrawEnd(Canvas canvas, float middle, float centre = PageSize.Width / 2) =>
        canvas.Line("以下余白", centre, middle, 10, Align.Centre, tracking: 600);
}
