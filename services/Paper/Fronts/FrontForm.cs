using System.Buffers.Binary;
using System.Security.Cryptography;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Symbols;

namespace KioskSim.Paper.Fronts;

/// <summary>
/// 様式: what the fronts of one kind of a city's certificates have in common (frames, labels, the mayor's seal). The inquiry site has a
/// city's forms as files, so that the back of a sheet carries only what is on that sheet and no other; the sheet names the form by its
/// digest.
/// </summary>
/// <remarks>As a file: magic (4) ‖ number of parts (2) ‖ each part: length (4) ‖ a page of <see cref="SymbolEncoder"/>. Numbers are big endian.</remarks>
public sealed class FrontForm
{
    /// <summary>Of the pictures on backs.</summary>
    public const int Dpi = 150;

    const int MostParts = 1000;

    static readonly SymbolEncoder Encoder = new();

    readonly IReadOnlyList<SymbolPage> _parts;
    readonly byte[] _bytes;

    FrontForm(IReadOnlyList<SymbolPage> parts, byte[] bytes) => (_parts, _bytes, Digest) = (parts, bytes, SHA256.HashData(bytes));

    static ReadOnlySpan<byte> Magic => "KSM1"u8;

    /// <summary>SHA-256 of the file.</summary>
    public ReadOnlyMemory<byte> Digest { get; }

    public ReadOnlyMemory<byte> File => _bytes;

    /// <param name="parts">Each where it was drawn, unmoved, without parts of its own.</param>
    internal static FrontForm Of(IEnumerable<PageInk> parts)
    {
        SymbolPage[] pages = [.. parts.Select(Page)];
        var file = new MemoryStream();
        Span<byte> number = stackalloc byte[sizeof(int)];
        file.Write(Magic);
        BinaryPrimitives.WriteUInt16BigEndian(number, checked((ushort)pages.Length));
        file.Write(number[..sizeof(ushort)]);
        foreach (var bytes in pages.Select(Encoder.Encode))
        {
            BinaryPrimitives.WriteInt32BigEndian(number, bytes.Length);
            file.Write(number);
            file.Write(bytes);
        }

        return new FrontForm(pages, file.ToArray());
    }

    /// <exception cref="SymbolFormatException">Not a form.</exception>
    public static FrontForm Read(ReadOnlySpan<byte> file)
    {
        var rest = file;
        if (!Take(ref rest, Magic.Length).SequenceEqual(Magic))
            throw new SymbolFormatException("no form");
        var count = BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, sizeof(ushort)));
        if (count > MostParts)
            throw new SymbolFormatException("more parts than a form has");
        var parts = new SymbolPage[count];
        foreach (ref var part in parts.AsSpan())
        {
            part = SymbolDecoder.Decode(Take(ref rest, BinaryPrimitives.ReadInt32BigEndian(Take(ref rest, sizeof(int)))));
            if (part.Parts.Count > 0)
                throw new SymbolFormatException("a part that has parts");
        }

        return rest.IsEmpty ? new FrontForm(parts, file.ToArray()) : throw new SymbolFormatException("more than a form");
    }

    /// <summary>What is on a front beside the form, as the back carries it.</summary>
    internal static byte[] Encode(PageInk front) => Encoder.Encode(Page(front));

    /// <summary>The whole front.</summary>
    /// <param name="picture">As <see cref="Encode"/> made it.</param>
    /// <exception cref="SymbolFormatException">No picture, or of another form.</exception>
    public Bitmap Draw(ReadOnlySpan<byte> picture)
    {
        var front = Decode(picture);
        var page = new Bitmap(front.Width, front.Height);
        foreach (var part in front.Parts)
            Ink(page, _parts[part.Index], part.X, part.Y);
        Ink(page, front, 0, 0);
        foreach (var letter in front.Ink)
            letter.Bitmap.Words.Clear(); // the page is the caller's to wipe; what it was made of is not
        return page;
    }

    /// <summary>The whole front piece by piece: letters, seals and rules where they lie, those of the form among them.</summary>
    /// <param name="picture">As <see cref="Encode"/> made it.</param>
    /// <exception cref="SymbolFormatException">No picture, or of another form.</exception>
    public SymbolPage Place(ReadOnlySpan<byte> picture)
    {
        var front = Decode(picture);
        return front with
        {
            Parts = [],
            Ink = [.. front.Parts.SelectMany(p => _parts[p.Index].Ink.Select(i => i.Moved(p.X, p.Y))), .. front.Ink],
            Boxes = [.. front.Parts.SelectMany(p => _parts[p.Index].Boxes.Select(b => b with { X = b.X + p.X, Y = b.Y + p.Y })), .. front.Boxes],
        };
    }

    SymbolPage Decode(ReadOnlySpan<byte> picture)
    {
        var front = SymbolDecoder.Decode(picture);
        var grid = new DotGrid(Dpi);
        return (front.Dpi, front.Width, front.Height) == (Dpi, grid.PageWidth, grid.PageHeight) && front.Parts.All(p => p.Index < _parts.Count)
            ? front
            : throw new SymbolFormatException("a page of another form");
    }

    static void Ink(Bitmap page, SymbolPage ink, int x, int y)
    {
        foreach (var picture in ink.Ink)
            page.Or(picture.Bitmap, x + picture.X, y + picture.Y);
        foreach (var box in ink.Boxes)
            page.Fill(x + box.X, y + box.Y, box.Width, box.Height);
    }

    static SymbolPage Page(PageInk ink) => new(Dpi, ink.Width, ink.Height, ink.Parts, [.. ink.Glyphs, .. ink.Outlines], ink.Boxes);

    static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        if (count < 0 || count > rest.Length)
            throw new SymbolFormatException("cut off");
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
