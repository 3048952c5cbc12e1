using System.Numerics;
using KioskSim.Paper.Drawing;

namespace KioskSim.Paper.Fonts;

/// <summary>Contours of a glyf entry (OpenType, table glyf): simple glyphs and composites.</summary>
internal static class GlyphOutline
{
    /// <summary>Of one glyph, parts of parts included; accented letters have two or three.</summary>
    const int MaxParts = 256;

    public static Outline Read(OutlineFont font, ushort glyph)
    {
        var outline = new Outline();
        var partsLeft = MaxParts;
        Append(font, glyph, Matrix3x2.CreateScale(1f / font.UnitsPerEm), outline, ref partsLeft);
        return outline;
    }

    static void Append(OutlineFont font, ushort glyph, in Matrix3x2 place, Outline outline, ref int partsLeft)
    {
        var data = font.GlyphData(glyph);
        if (data.IsEmpty)
            return;
        if (data.S16(0) >= 0)
        {
            AppendSimple(data, place, outline);
            return;
        }

        foreach (var part in Parts(data))
        {
            if (--partsLeft < 0)
                throw TooManyParts();
            Append(font, part.Glyph, part.Place * place, outline, ref partsLeft);
        }
    }

    /// <summary>A component of a composite glyph: which glyph, how it is placed, from where to where it stands in the entry.</summary>
    public readonly record struct Part(ushort Glyph, Matrix3x2 Place, int Start, int End);

    public static List<Part> Parts(ReadOnlySpan<byte> data)
    {
        var parts = new List<Part>();
        int flags;
        var at = 10;
        do
        {
            if (parts.Count == MaxParts)
                throw TooManyParts();
            flags = data.U16(at);
            var start = at;
            var (wide, areOffsets) = ((flags & 1) != 0, (flags & 2) != 0);
            var (x, y) = wide ? (data.S16(at + 4), data.S16(at + 6)) : ((int)(sbyte)data.U8(at + 4), (sbyte)data.U8(at + 5));
            if (!areOffsets)
                throw new FontFileException("The font places parts of glyphs by point numbers, which is not read.");
            at += wide ? 8 : 6;

            var place = Matrix3x2.Identity;
            if ((flags & 0x08) != 0)
            {
                place.M11 = place.M22 = Fraction(data, ref at);
            }
            else if ((flags & 0x40) != 0)
            {
                place.M11 = Fraction(data, ref at);
                place.M22 = Fraction(data, ref at);
            }
            else if ((flags & 0x80) != 0)
            {
                place.M11 = Fraction(data, ref at);
                place.M12 = Fraction(data, ref at);
                place.M21 = Fraction(data, ref at);
                place.M22 = Fraction(data, ref at);
            }

            place.Translation = new Vector2(x, y);
            parts.Add(new Part((ushort)data.U16(start + 2), place, start, at));
        }
        while ((flags & 0x20) != 0);
        return parts;
    }

    static float Fraction(ReadOnlySpan<byte> data, ref int at)
    {
        at += 2;
        return data.S16(at - 2) / 16384f;
    }

    static void AppendSimple(ReadOnlySpan<byte> data, in Matrix3x2 place, Outline outline)
    {
        var contours = data.S16(0);
        if (contours == 0)
            return;
        var count = data.U16(10 + 2 * (contours - 1)) + 1;
        var at = 10 + 2 * contours;
        at += 2 + data.U16(at);

        var flags = new byte[count];
        for (var i = 0; i < count;)
        {
            var flag = (byte)data.U8(at++);
            var repeat = (flag & 0x08) != 0 ? data.U8(at++) : 0;
            for (; repeat >= 0 && i < count; repeat--)
                flags[i++] = flag;
        }

        var points = new Vector2[count];
        for (int i = 0, x = 0; i < count; i++)
            points[i].X = x += Step(data, flags[i], 0x02, 0x10, ref at);
        for (int i = 0, y = 0; i < count; i++)
            points[i].Y = y += Step(data, flags[i], 0x04, 0x20, ref at);
        for (var i = 0; i < count; i++)
            points[i] = Vector2.Transform(points[i], place);

        for (int contour = 0, first = 0; contour < contours; contour++)
        {
            var end = data.U16(10 + 2 * contour) + 1;
            if (end < first || end > count)
                throw new FontFileException("The font file is broken: contours out of order.");
            AppendContour(points.AsSpan(first..end), flags.AsSpan(first..end), outline);
            first = end;
        }
    }

    static int Step(ReadOnlySpan<byte> data, byte flags, int isShort, int sameOrPositive, ref int at)
    {
        if ((flags & isShort) != 0)
        {
            var step = data.U8(at++);
            return (flags & sameOrPositive) != 0 ? step : -step;
        }

        if ((flags & sameOrPositive) != 0)
            return 0;
        at += 2;
        return data.S16(at - 2);
    }

    /// <summary>Between two curve points an on-curve point lies unsaid in the middle.</summary>
    static void AppendContour(ReadOnlySpan<Vector2> points, ReadOnlySpan<byte> flags, Outline outline)
    {
        if (points.Length < 2)
            return;
        var (last, n) = (points.Length - 1, points.Length);
        var offset = 0;
        Vector2 start;
        if (On(flags[0]))
            (start, offset) = (points[0], 1);
        else
            start = On(flags[last]) ? points[last] : (points[0] + points[last]) / 2;

        outline.MoveTo(start);
        for (var i = 0; i < n; i++)
        {
            var here = (i + offset) % n;
            if (On(flags[here]))
            {
                outline.LineTo(points[here]);
                continue;
            }

            var next = (here + 1) % n;
            outline.QuadTo(points[here], i == n - 1 ? start : On(flags[next]) ? points[next] : (points[here] + points[next]) / 2);
            if (On(flags[next]))
                i++;
        }

        outline.Close();
    }

    static FontFileException TooManyParts() => new("The font file is broken: a composite glyph has too many parts.");

    static bool On(byte flags) => (flags & 1) != 0;
}
