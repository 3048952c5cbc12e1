using KioskSim.Paper.Drawing;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// Dots as image masks (ISO 32000-1, 8.9.6.2): black where a bit is set, nothing where it is not. Every length is a whole number of the
/// dots of a 600 dpi printer, 0.12 points each, so that none is widened or lost on the way to paper.
/// </summary>
internal static class ImageMasks
{
    /// <summary>Points.</summary>
    const float Inset = 0.01f;

    /// <param name="compressed">Once for many files; what is new in each is as good as random and does not shrink.</param>
    public static void Write(PdfObjects objects, int number, Bitmap bitmap, bool compressed)
    {
        var rows = new byte[bitmap.RowBytes * bitmap.Height];
        for (var y = 0; y < bitmap.Height; y++)
            bitmap.CopyRow(y, rows.AsSpan(y * bitmap.RowBytes));
        var filter = compressed ? "/Filter/FlateDecode" : "";
        objects.BeginStream(number, System.Text.Encoding.ASCII.GetBytes(
            $"/Type/XObject/Subtype/Image/ImageMask true/BitsPerComponent 1/Decode[1 0]/Width {bitmap.Width}/Height {bitmap.Height}{filter}"));
        objects.Buffer.Put(compressed ? Flate.Compress(rows, 8 * bitmap.RowBytes, 24 * bitmap.RowBytes) : rows);
        objects.EndStream();
    }

    /// <summary>
    /// Draws a mask in a box, a twelfth of a dot smaller than it all round: a reader that takes every dot an image touches (poppler)
    /// stretches one that ends on a dot's edge by one more.
    /// </summary>
    public static void Draw(PdfBuffer content, ReadOnlySpan<byte> name, DotBox box) =>
        content.Put("q "u8).Put(Points(box.Width) - 2 * Inset).Put(" 0 0 "u8).Put(Points(box.Height) - 2 * Inset).Put(" "u8)
            .Put(Points(box.X) + Inset).Put(" "u8).Put(PageSize.Height - Points(box.Y + box.Height) + Inset).Put(" cm/"u8).Put(name)
            .Put(" Do Q\n"u8);

    /// <summary>Takes back what was inked in a box.</summary>
    public static void Clear(PdfBuffer content, DotBox box) =>
        content.Put("1 g "u8).Put(Points(box.X)).Put(" "u8).Put(PageSize.Height - Points(box.Y + box.Height)).Put(" "u8)
            .Put(Points(box.Width)).Put(" "u8).Put(Points(box.Height)).Put(" re f 0 g\n"u8);

    static float Points(int dots) => dots * 72f / SheetInk.Dpi;
}
