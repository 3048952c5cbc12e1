using System.Collections.Frozen;
using System.Security.Cryptography;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Fonts;

namespace KioskSim.Paper.Pdf;

/// <summary>
/// The beginning of every file of one kind: the parts that do not change (frames, labels, seal) with their fonts, written once. A file
/// is these bytes and what is its own behind them.
/// </summary>
internal sealed class PdfTemplate
{
    readonly byte[] _prefix;
    readonly int[] _offsets;

    public PdfTemplate(FontSet fonts, IReadOnlyCollection<DisplayList> parts)
    {
        Fonts = fonts;
        Parts = parts.Select((part, i) => (part, i)).ToFrozenDictionary(p => p.part, p => p.i);
        using var buffer = new PdfBuffer(1 << 16);
        var objects = new PdfObjects(buffer);
        buffer.Put("%PDF-1.7\n%"u8).Put([0xE5, 0xAE, 0x9F, 0xE7]).Put("\n"u8);

        Forms = objects.Reserve();
        var resources = objects.Reserve();
        var numbers = parts.Select(_ => objects.Reserve()).ToArray();
        var writer = new ContentWriter(fonts, Parts);
        foreach (var (part, number) in parts.Zip(numbers))
        {
            // The box is wide enough for a part placed anywhere on the page.
            objects.BeginStream(number, System.Text.Encoding.ASCII.GetBytes(
                $"/Type/XObject/Subtype/Form/BBox[-842 -842 1684 1684]/Resources {resources} 0 R"));
            writer.Write(buffer, part);
            objects.EndStream();
        }

        objects.Begin(Forms).Put("<<"u8);
        foreach (var (index, number) in numbers.Index())
            buffer.Put("/P"u8).Put(index).Put(" "u8).PutRef(number);
        buffer.Put(">>"u8);
        objects.End();
        writer.EmbedFonts(objects, "FRM", resources, Forms);

        _prefix = buffer.Written.ToArray();
        _offsets = [.. objects.Offsets];
        Digest = SHA256.HashData(_prefix);
    }

    public FontSet Fonts { get; }

    /// <summary>Each part's number in its name /P0, /P1 ...</summary>
    public FrozenDictionary<DisplayList, int> Parts { get; }

    /// <summary>The object that names the parts for a page's resources.</summary>
    public int Forms { get; }

    public ReadOnlyMemory<byte> Digest { get; }

    public int Length => _prefix.Length;

    /// <summary>A file that begins with this template.</summary>
    public PdfObjects Begin(PdfBuffer buffer)
    {
        var objects = new PdfObjects(buffer.Put(_prefix));
        objects.Adopt(_offsets);
        return objects;
    }
}
