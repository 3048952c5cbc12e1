using System.Buffers;
using KioskSim.Paper.Pdf;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>A certificate laid out: the faces of its sheets in printing order, front before back.</summary>
public sealed class ComposedCertificate
{
    readonly PdfTemplate _template;

    internal ComposedCertificate(
        PdfTemplate template, string title, IReadOnlyList<SheetFace> faces, IReadOnlyList<GlyphSubstitution> substitutions)
    {
        (_template, Title, Faces, Substitutions) = (template, title, faces, substitutions);
    }

    public string Title { get; }

    public IReadOnlyList<SheetFace> Faces { get; }

    /// <summary>Base characters drawn in place of variation sequences; empty unless the policy allowed it.</summary>
    public IReadOnlyList<GlyphSubstitution> Substitutions { get; }

    public byte[] ToPdf()
    {
        using var file = PdfWriter.Write(_template, Title, Faces);
        return file.Written.ToArray();
    }

    /// <summary>Writes the PDF in one piece, for callers that keep a buffer to seal it from.</summary>
    public void WritePdf(IBufferWriter<byte> output)
    {
        using var file = PdfWriter.Write(_template, Title, Faces);
        output.Write(file.Written);
    }
}
