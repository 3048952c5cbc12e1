using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Pdf;
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

    protected CertificateLayout(FontSet fonts, IssuingCity city)
    {
        Sheet = new Canvas(fonts, VariantPolicy.Exact);
        _template = new Lazy<PdfTemplate>(() => new PdfTemplate(fonts, _parts));
        Attestation = new AttestationBlock(this, city);
        Back = new BackSide(this);
    }

    public PdfTemplate Template => _template.Value;

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

    /// <param name="sheet">From 1.</param>
    public abstract void DrawFront(Canvas canvas, CertificateRecord record, IssueDetails issue, int sheet);

    protected void DrawTitle(string title)
    {
        const float size = 21;
        Sheet.Line(title, PageSize.Width / 2, SheetGeometry.TitleMiddle, size, Align.Centre, tracking: 450);
    }
}
