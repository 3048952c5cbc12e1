using System.Buffers;
using System.Runtime.InteropServices;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Pdf;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Typesetting;

namespace KioskSim.Paper.Certificates;

/// <summary>What a PDF is for.</summary>
public enum PdfUse
{
    /// <summary>Paper: with the copy-deterrent ground and the latent image.</summary>
    Print,

    /// <summary>A screen, on which the ground would show its word: without them.</summary>
    Screen,
}

/// <summary>A certificate laid out: the faces of its sheets in printing order, front before back.</summary>
public sealed class ComposedCertificate
{
    readonly CertificateLayout _layout;
    readonly List<SheetFace> _faces;

    internal ComposedCertificate(
        CertificateLayout layout, string title, List<SheetFace> faces, IReadOnlyList<GlyphSubstitution> substitutions)
    {
        (_layout, Title, _faces, Substitutions) = (layout, title, faces, substitutions);
    }

    public string Title { get; }

    public IReadOnlyList<SheetFace> Faces => _faces;

    public int Sheets => _faces.Count / 2;

    /// <summary>What the fronts have in common with all others of their kind and city.</summary>
    public FrontForm Form => _layout.Form;

    /// <summary>Base characters drawn in place of variation sequences; empty unless the policy allowed it.</summary>
    public IReadOnlyList<GlyphSubstitution> Substitutions { get; }

    /// <summary>What is on a front beside its form, coded, for the scramble image on its back.</summary>
    /// <param name="sheet">From 1.</param>
    public byte[] EncodeFront(int sheet) => FrontForm.Encode(Place(2 * (sheet - 1), FrontForm.Dpi));

    /// <summary>Puts the scramble image on the back of a sheet.</summary>
    /// <param name="sheet">From 1.</param>
    /// <param name="image">A bit a module; see <see cref="ScrambleImage"/>.</param>
    public void PutOnBack(int sheet, Bitmap image)
    {
        var room = SheetGeometry.ScrambleDots;
        const int scale = ScrambleImage.DotsPerModule;
        ref var back = ref CollectionsMarshal.AsSpan(_faces)[2 * sheet - 1];
        back = back with { Image = new FaceImage(image, room.X + (room.Width - image.Width * scale) / 2, room.Y, scale) };
    }

    /// <summary>The same from other faces of the kind and city, front before back: whose they are is for the caller to know.</summary>
    public ComposedCertificate Bind(IReadOnlyList<SheetFace> faces) => new(_layout, Title, [.. faces], Substitutions);

    public byte[] ToPdf(PdfUse use = PdfUse.Print)
    {
        using var file = PdfWriter.Write(_layout.Template(use), Title, Faces);
        return file.Written.ToArray();
    }

    /// <summary>Writes the PDF in one piece, for callers that keep a buffer to seal it from.</summary>
    public void WritePdf(IBufferWriter<byte> output)
    {
        using var file = PdfWriter.Write(_layout.Template(PdfUse.Print), Title, Faces);
        output.Write(file.Written);
    }

    /// <summary>Where everything on a face comes to lie; what of it is unchanging is named by its number.</summary>
    /// <param name="face">Index into <see cref="Faces"/>.</param>
    /// <param name="dpi">100 to 600.</param>
    public PageInk Place(int face, int dpi) => _layout.Raster(dpi).Place(Faces[face].Layers);

    /// <summary>
    /// A face as black dots, at the places that the PDF has, as it is shown on a screen: without ground and latent image, which are made
    /// for 600 dpi alone. Below that the ground shows its word as if the sheet were a copy.
    /// </summary>
    /// <param name="face">Index into <see cref="Faces"/>.</param>
    /// <param name="dpi">100 to 600.</param>
    public Bitmap Draw(int face, int dpi) => _layout.Raster(dpi).Draw(Place(face, dpi));

    /// <summary>The same on a picture that the caller keeps for many.</summary>
    /// <param name="page">What <see cref="Place"/> gave for the same resolution.</param>
    /// <param name="bitmap">Of the page's size; what is inked there stays.</param>
    public void Draw(PageInk page, int dpi, Bitmap bitmap) => _layout.Raster(dpi).Draw(page, bitmap);

    /// <summary>A face as a printer of 600 dpi gets it, with everything on it.</summary>
    /// <param name="face">Index into <see cref="Faces"/>.</param>
    public Bitmap DrawForPrinter(int face)
    {
        var sheet = _layout.Ink.Draw(Faces[face].Mark.Side);
        if (Faces[face].Image is { } image)
            image.Ink(sheet);
        _layout.Raster(SheetInk.Dpi).Draw(Place(face, SheetInk.Dpi), sheet);
        return sheet;
    }
}
