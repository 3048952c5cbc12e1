using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Symbols;

/// <summary>
/// Pages to bytes. A letter's picture is coded once and its bytes are kept as long as the picture lives, so that a page costs little more
/// than its places; the same page is the same bytes whatever was kept. Safe to share between threads.
/// </summary>
/// <remarks>Byte by byte in docs/paper.md.</remarks>
public sealed class SymbolEncoder
{
    internal const byte Version = 1;
    internal const int HeaderBytes = 4;

    /// <summary>A letter that is further than this part of an inch from where it was due begins another line.</summary>
    internal const int LineParts = 6;

    readonly ConditionalWeakTable<Bitmap, byte[]> _coded = [];

    /// <param name="page">Its pictures are not changed any more.</param>
    /// <exception cref="ArgumentException">It is beyond the limits of <see cref="SymbolPage"/>.</exception>
    public byte[] Encode(SymbolPage page)
    {
        if (!SymbolLimits.Hold(page))
            throw new ArgumentException("The page is larger than can be read again.", nameof(page));
        var (encoder, model) = (new RangeEncoder(), new PageModel());
        foreach (var count in (ReadOnlySpan<int>)[page.Dpi, page.Width, page.Height, page.Parts.Count, page.Boxes.Count, page.Ink.Count])
            model.Counts.Put(encoder, count);
        Put(page.Parts, encoder, model);
        Put(page.Boxes, encoder, model);
        var glyphs = Put(page, encoder, model);
        var places = encoder.Finish();

        var bytes = new byte[HeaderBytes + places.Length + glyphs.Sum(glyph => glyph.Length)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Version << 24 | places.Length);
        places.CopyTo(bytes, HeaderBytes);
        var at = HeaderBytes + places.Length;
        foreach (var glyph in glyphs)
        {
            glyph.CopyTo(bytes, at);
            at += glyph.Length;
        }

        return bytes;
    }

    static void Put(IReadOnlyList<PlacedPartInk> parts, RangeEncoder encoder, PageModel model)
    {
        foreach (var part in parts)
        {
            model.PartIndex.Put(encoder, part.Index);
            model.PartX.PutSigned(encoder, part.X);
            model.PartY.PutSigned(encoder, part.Y);
        }
    }

    static void Put(IReadOnlyList<DotBox> boxes, RangeEncoder encoder, PageModel model)
    {
        var last = default(DotBox);
        foreach (var box in boxes)
        {
            model.BoxX.PutSigned(encoder, box.X - last.X);
            model.BoxY.PutSigned(encoder, box.Y - last.Y);
            model.BoxWidth.Put(encoder, box.Width);
            model.BoxHeight.Put(encoder, box.Height);
            last = box;
        }
    }

    /// <returns>The bytes of each picture, in the order they are first needed.</returns>
    List<byte[]> Put(SymbolPage page, RangeEncoder encoder, PageModel model)
    {
        var (glyphs, table) = (new List<byte[]>(), new GlyphTable());
        var (byPicture, byContent) = (new Dictionary<Bitmap, int>(), new Dictionary<Coded, int>());
        foreach (var (picture, x, y) in page.Ink)
        {
            if (!byPicture.TryGetValue(picture, out var id))
            {
                var coded = new Coded(picture.Width, picture.Height, Code(picture));
                byPicture[picture] = id = byContent.GetValueOrDefault(coded, table.Count);
                if (id == table.Count)
                {
                    PutNew(coded, x, y, page.Dpi, encoder, model, table);
                    byContent.Add(coded, id);
                    glyphs.Add(coded.Bytes);
                    continue;
                }
            }

            PutKnown(id, x, y, encoder, model, table);
        }

        return glyphs;
    }

    static void PutNew(Coded coded, int x, int y, int dpi, RangeEncoder encoder, PageModel model, GlyphTable table)
    {
        PutKind(-1, encoder, model, table);
        model.Width.Put(encoder, coded.Width);
        model.Height.Put(encoder, coded.Height);
        model.Length.Put(encoder, coded.Bytes.Length);
        var (dueX, dueY) = (table.X + table.ExpectedAdvance, table.Y);
        var (offX, offY) = (x + coded.Width / 2 - dueX, y + coded.Height / 2 - dueY);
        model.Places[0].X.PutSigned(encoder, offX);
        model.Places[0].Y.PutSigned(encoder, offY);
        if (Math.Max(Math.Abs(offX), Math.Abs(offY)) > dpi / LineParts)
            (dueX, dueY) = (x + coded.Width / 2, y + coded.Height / 2);
        table.Place(table.Add(x - dueX, y - dueY), dueX, dueY);
    }

    static void PutKnown(int id, int x, int y, RangeEncoder encoder, PageModel model, GlyphTable table)
    {
        var place = PutKind(id, encoder, model, table);
        var (atX, atY) = (x - table[id].OffsetX, y - table[id].OffsetY);
        place.X.PutSigned(encoder, atX - table.X - table.ExpectedAdvance);
        place.Y.PutSigned(encoder, atY - table.Y);
        table.Place(id, atX, atY);
    }

    /// <summary>Says which letter it is: the expected one, a new one (−1), or another of those before.</summary>
    static (Numbers X, Numbers Y) PutKind(int id, RangeEncoder encoder, PageModel model, GlyphTable table)
    {
        if (table.Expected >= 0)
        {
            var expected = table.Expected == id ? 1 : 0;
            encoder.Put(expected, ref model.IsExpected[model.WasExpected]);
            model.WasExpected = expected;
            if (expected != 0)
                return model.Places[2];
        }

        var isNew = id < 0 ? 1 : 0;
        if (table.Count > 0)
            encoder.Put(isNew, ref model.IsNew[model.WasNew]);
        model.WasNew = isNew;
        if (isNew == 0)
            model.Age.Put(encoder, table.Age(id));
        return model.Places[1];
    }

    byte[] Code(Bitmap picture) => _coded.TryGetValue(picture, out var coded)
        ? coded
        : _coded.GetValue(picture, static one => GlyphCode.Encode(one, new RangeEncoder()));

    /// <summary>Pictures with the same size and bytes are the same.</summary>
    readonly record struct Coded(int Width, int Height, byte[] Bytes)
    {
        public bool Equals(Coded other) => (Width, Height) == (other.Width, other.Height) && Bytes.AsSpan().SequenceEqual(other.Bytes);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Width);
            hash.Add(Height);
            hash.AddBytes(Bytes);
            return hash.ToHashCode();
        }
    }
}
