using System.Collections.Frozen;
using System.Security.Cryptography;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// The beginning of every file of one kind: the parts that do not change (frames, labels, seal) with their fonts, written once. A file
/// is these bytes and what is its own behind them.
/// </summary>
internal sealed class PdfTemplate
{
    readonly byte[] _prefix;
    readonly int[] _offsets;

    /// <param name="ink">What lies below everything; null for a screen, which shows the ground's words as no original does.</param>
    public PdfTemplate(FontSet fonts, IReadOnlyCollection<DisplayList> parts, SheetInk? ink = null)
    {
        Fonts = fonts;
        Parts = parts.Select((part, i) => (part, i)).ToFrozenDictionary(p => p.part, p => p.i);
        using var buffer = new PdfBuffer(1 << 16);
        var objects = new PdfObjects(buffer);
        buffer.Put("%PDF-1.7\n%"u8).Put([0xE5, 0xAE, 0x9F, 0xE7]).Put("\n"u8);

        HasInk = ink is not null;
        var forms = objects.Reserve();
        var resources = objects.Reserve();
        var numbers = parts.Select(_ => objects.Reserve()).ToArray();
        XObjects = Names(numbers);
        if (ink is not null)
            XObjects += WriteInk(objects, ink, forms);
        var writer = new ContentWriter(fonts, Parts);
        foreach (var (part, number) in parts.Zip(numbers))
        {
            // The box is wide enough for a part placed anywhere on the page.
            objects.BeginStream(number, System.Text.Encoding.ASCII.GetBytes(
                $"/Type/XObject/Subtype/Form/BBox[-842 -842 1684 1684]/Resources {resources} 0 R"));
            writer.Write(buffer, part);
            objects.EndStream();
        }

        objects.Begin(forms).Put("<<"u8).Put(XObjects).Put(">>"u8);
        objects.End();
        writer.EmbedFonts(objects, "FRM", resources, XObjects);

        _prefix = buffer.Written.ToArray();
        _offsets = [.. objects.Offsets];
        Digest = SHA256.HashData(_prefix);
    }

    public FontSet Fonts { get; }

    /// <summary>Each part's number in its name /P0, /P1 ...</summary>
    public FrozenDictionary<DisplayList, int> Parts { get; }

    /// <summary>The names of parts, and of what lies below, as a dictionary of resources lists them.</summary>
    public string XObjects { get; }

    /// <summary>Whether there are forms /Front and /Back to begin a page with.</summary>
    public bool HasInk { get; }

    public ReadOnlyMemory<byte> Digest { get; }

    public int Length => _prefix.Length;

    /// <summary>A file that begins with this template.</summary>
    public PdfObjects Begin(PdfBuffer buffer)
    {
        var objects = new PdfObjects(buffer.Put(_prefix));
        objects.Adopt(_offsets);
        return objects;
    }

    static string Names(int[] numbers) => string.Concat(numbers.Select((number, i) => $"/P{i} {number} 0 R"));

    /// <summary>The ground's tile once, a form for each side that lays it out, and the latent image.</summary>
    static string WriteInk(PdfObjects objects, SheetInk ink, int forms)
    {
        var (tile, latent, front, back) = (objects.Reserve(), objects.Reserve(), objects.Reserve(), objects.Reserve());
        ImageMasks.Write(objects, tile, ink.Ground.Tile, compressed: true);
        ImageMasks.Write(objects, latent, ink.Latent.Bitmap, compressed: true);

        var grid = new DotGrid(SheetInk.Dpi);
        var (width, height) = (ink.Ground.Tile.Width, ink.Ground.Tile.Height);
        var content = BeginForm(objects, front, forms);
        for (var y = 0; y < grid.PageHeight; y += height)
        {
            for (var x = 0; x < grid.PageWidth; x += width)
                ImageMasks.Draw(content, "Tile"u8, new DotBox(x, y, width, height));
        }

        objects.EndStream();
        content = BeginForm(objects, back, forms).Put("/Front Do\n"u8);
        ImageMasks.Clear(content, ink.LatentRoom);
        ImageMasks.Draw(content, "Latent"u8, ink.LatentRoom);
        objects.EndStream();
        return $"/Tile {tile} 0 R/Latent {latent} 0 R/Front {front} 0 R/Back {back} 0 R";
    }

    static PdfBuffer BeginForm(PdfObjects objects, int number, int forms) =>
        objects.BeginStream(number, System.Text.Encoding.ASCII.GetBytes(
            $"/Type/XObject/Subtype/Form/BBox[0 0 595.2 841.92]/Resources<</XObject {forms} 0 R>>"));
}
