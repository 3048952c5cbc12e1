using System.Text;

namespace KioskSim.Paper.Pdf;

/// <summary>The five objects of an embedded subset: a composite font whose two-byte codes are the subset's glyph numbers.</summary>
internal static class EmbeddedFont
{
    const int DefaultWidth = 1000;
    const int MaxEntries = 100;

    /// <param name="tag">Six capitals that tell this subset from others of the face in the same file.</param>
    /// <returns>Number of the font object.</returns>
    public static int Write(PdfObjects objects, FontSubset subset, ReadOnlySpan<byte> tag)
    {
        var face = subset.Face;
        var (font, descendant, descriptor) = (objects.Reserve(), objects.Reserve(), objects.Reserve());
        var (file, toUnicode) = (objects.Reserve(), objects.Reserve());

        objects.Begin(font).Put("<</Type/Font/Subtype/Type0/BaseFont/"u8).Put(tag).Put("+"u8).Put(face.PostScriptName)
            .Put("/Encoding/Identity-H/DescendantFonts["u8).PutRef(descendant).Put("]/ToUnicode "u8).PutRef(toUnicode).Put(">>"u8);
        objects.End();

        objects.Begin(descendant).Put("<</Type/Font/Subtype/CIDFontType2/BaseFont/"u8).Put(tag).Put("+"u8).Put(face.PostScriptName)
            .Put("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor "u8)
            .PutRef(descriptor);
        WriteWidths(objects.Buffer, subset);
        objects.Buffer.Put(">>"u8);
        objects.End();

        // Flags: serif and symbolic, the latter since the codes are no standard character set.
        objects.Begin(descriptor).Put("<</Type/FontDescriptor/FontName/"u8).Put(tag).Put("+"u8).Put(face.PostScriptName)
            .Put("/Flags 6/FontBBox["u8).Put(face.Box.Left).Put(" "u8).Put(face.Box.Bottom)
            .Put(" "u8).Put(face.Box.Right).Put(" "u8).Put(face.Box.Top)
            .Put("]/ItalicAngle 0/StemV 80/Ascent "u8).Put(face.Ascent).Put("/Descent "u8).Put(face.Descent)
            .Put("/CapHeight "u8).Put(face.CapHeight).Put("/FontFile2 "u8).PutRef(file).Put(">>"u8);
        objects.End();

        // Length1 repeats the length, which is known once the file is written: an object of its own.
        var length = objects.Reserve();
        objects.BeginStream(file, Encoding.ASCII.GetBytes($"/Length1 {length} 0 R"));
        subset.WriteFile(objects.Buffer);
        var size = objects.EndStream();
        objects.Begin(length).Put(size);
        objects.End();

        objects.BeginStream(toUnicode, default);
        WriteToUnicode(objects.Buffer, subset);
        objects.EndStream();
        return font;
    }

    static void WriteWidths(PdfBuffer buffer, FontSubset subset)
    {
        buffer.Put("/DW 1000/W["u8);
        var open = false;
        for (var number = 0; number < subset.Glyphs.Count; number++)
        {
            var width = subset.Face.Advance(subset.Glyphs[number].Id);
            if (width == DefaultWidth)
            {
                buffer.Put(open ? "]"u8 : default);
                open = false;
                continue;
            }

            if (open)
                buffer.Put(" "u8);
            else
                buffer.Put(number).Put("["u8);
            buffer.Put(width);
            open = true;
        }

        buffer.Put(open ? "]]"u8 : "]"u8);
    }

    /// <summary>Codes back to UTF-16: a character above the basic plane is a pair, and a selector or mark stays with its letter.</summary>
    static void WriteToUnicode(PdfBuffer buffer, FontSubset subset)
    {
        buffer.Put("""
            /CIDInit/ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
            /CMapName/Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000><FFFF>
            endcodespacerange

            """u8);
        var glyphs = subset.Glyphs;
        for (var first = 1; first < glyphs.Count; first += MaxEntries)
        {
            var end = Math.Min(glyphs.Count, first + MaxEntries);
            buffer.Put(end - first).Put(" beginbfchar\n"u8);
            for (var number = first; number < end; number++)
            {
                buffer.Put("<"u8).PutHex((ushort)number).Put("><"u8);
                PutUtf16(buffer, glyphs[number].Scalar);
                if (glyphs[number].Modifier != 0)
                    PutUtf16(buffer, glyphs[number].Modifier);
                buffer.Put(">\n"u8);
            }

            buffer.Put("endbfchar\n"u8);
        }

        buffer.Put("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"u8);
    }

    static void PutUtf16(PdfBuffer buffer, int scalar)
    {
        Span<char> units = stackalloc char[2];
        foreach (var unit in units[..new Rune(scalar).EncodeToUtf16(units)])
            buffer.PutHex(unit);
    }
}
