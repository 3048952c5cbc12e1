using System.Security.Cryptography;
using KioskSim.Paper.Drawing;
using KioskSim.Paper.Images;
using KioskSim.Paper.Marks;
using KioskSim.Paper.Raster;

namespace KioskSim.Paper.Pdf;

/// <summary>One side of a sheet: what is drawn and what it says of itself.</summary>
/// <param name="Layers">Drawn one over the other, the first below.</param>
/// <param name="Image">Modules that are this face's own: the scramble image.</param>
public sealed record SheetFace(SheetMark Mark, IReadOnlyList<DisplayList> Layers, FaceImage? Image = null);

/// <summary>A picture of square modules.</summary>
/// <param name="Modules">A bit a module.</param>
/// <param name="X">Of the left edge, dots of 600 dpi.</param>
/// <param name="Y">Of the upper edge, dots of 600 dpi.</param>
/// <param name="Scale">Dots of 600 dpi to the side of a module.</param>
public sealed record FaceImage(Bitmap Modules, int X, int Y, int Scale)
{
    /// <summary>Modules around it that are kept clear of everything.</summary>
    const int Margin = 3;

    public DotBox Box => new(X, Y, Modules.Width * Scale, Modules.Height * Scale);

    /// <summary>What has to be blank.</summary>
    public DotBox Quiet => new(X - Margin * Scale, Y - Margin * Scale, (Modules.Width + 2 * Margin) * Scale, (Modules.Height + 2 * Margin) * Scale);

    /// <param name="sheet">600 dpi.</param>
    public void Ink(Bitmap sheet)
    {
        sheet.Clear(Quiet.X, Quiet.Y, Quiet.Width, Quiet.Height);
        for (var y = 0; y < Modules.Height; y++)
        {
            for (var x = 0; x < Modules.Width; x++)
            {
                if (Modules[x, y])
                    sheet.Fill(X + x * Scale, Y + y * Scale, Scale, Scale);
            }
        }
    }
}

/// <summary>
/// Faces to a PDF file (ISO 32000-1). The same faces give the same bytes anywhere: no clock, no chance, and the file's /ID is a digest
/// of its content. Layout of the file's end, on which <see cref="SheetMarks"/> relies: pages, catalog, then content, one
/// cross-reference table, one trailer.
/// </summary>
internal static class PdfWriter
{
    const int IdSize = 16;

    /// <returns>The file, to be disposed.</returns>
    public static PdfBuffer Write(PdfTemplate template, string title, IReadOnlyList<SheetFace> faces)
    {
        var buffer = new PdfBuffer(template.Length + (1 << 16));
        var objects = template.Begin(buffer);
        var (pages, catalog, info, resources) = (objects.Reserve(), objects.Reserve(), objects.Reserve(), objects.Reserve());
        var first = objects.Last + 1;
        for (var i = 0; i < 2 * faces.Count; i++)
            objects.Reserve();

        WriteCatalog(objects, catalog, pages);
        WriteInfo(objects, info, title, faces[0].Mark.IssuedAt);
        WritePages(objects, pages, first, faces.Count);
        var writer = new ContentWriter(template.Fonts, template.Parts);
        var xObjects = template.XObjects;
        for (var i = 0; i < faces.Count; i++)
        {
            var (page, content) = (first + 2 * i, first + 2 * i + 1);
            objects.Begin(page);
            SheetMarkWriter.Write(buffer, pages, faces[i].Mark);
            buffer.Put("/MediaBox[0 0 595.2 841.92]/Resources "u8).PutRef(resources).Put("/Contents "u8).PutRef(content).Put(">>"u8);
            objects.End();

            objects.BeginStream(content, default);
            if (template.HasInk)
                buffer.Put(faces[i].Mark.Side == SheetSide.Front ? "/Front Do\n"u8 : "/Back Do\n"u8);
            if (faces[i].Image is { } placed)
            {
                ImageMasks.Clear(buffer, placed.Quiet);
                ImageMasks.Draw(buffer, System.Text.Encoding.ASCII.GetBytes($"Image{i}"), placed.Box);
            }

            foreach (var layer in faces[i].Layers)
                writer.Write(buffer, layer);
            objects.EndStream();
            if (faces[i].Image is { } image)
            {
                var number = objects.Reserve();
                ImageMasks.Write(objects, number, image.Modules, compressed: false);
                xObjects += $"/Image{i} {number} 0 R";
            }
        }

        writer.EmbedFonts(objects, "VAR", resources, xObjects);
        WriteEnd(objects, template, catalog, info);
        return buffer;
    }

    static void WriteCatalog(PdfObjects objects, int catalog, int pages)
    {
        objects.Begin(catalog).Put("<</Type/Catalog/Pages "u8).PutRef(pages)
            .Put("/Lang(ja-JP)/ViewerPreferences<</DisplayDocTitle true/Duplex/DuplexFlipLongEdge/PrintScaling/None>>>>"u8);
        objects.End();
    }

    static void WriteInfo(PdfObjects objects, int info, string title, DateTimeOffset issuedAt)
    {
        objects.Begin(info).Put("<</Title<FEFF"u8);
        foreach (var unit in title)
            objects.Buffer.PutHex(unit);
        objects.Buffer.Put(">/Producer(KioskSim)/CreationDate"u8);
        SheetMarkWriter.WriteDate(objects.Buffer, issuedAt);
        objects.Buffer.Put(">>"u8);
        objects.End();
    }

    static void WritePages(PdfObjects objects, int pages, int first, int count)
    {
        objects.Begin(pages).Put("<</Type/Pages/Count "u8).Put(count).Put("/Kids["u8);
        for (var i = 0; i < count; i++)
            objects.Buffer.Put(i == 0 ? default : " "u8).PutRef(first + 2 * i);
        objects.Buffer.Put("]>>"u8);
        objects.End();
    }

    static void WriteEnd(PdfObjects objects, PdfTemplate template, int catalog, int info)
    {
        var buffer = objects.Buffer;
        Span<byte> digest = stackalloc byte[2 * SHA256.HashSizeInBytes];
        template.Digest.Span.CopyTo(digest);
        SHA256.HashData(buffer.Written[template.Length..], digest[SHA256.HashSizeInBytes..]);
        SHA256.HashData(digest, digest);
        var id = digest[..IdSize];

        var start = buffer.Length;
        buffer.Put("xref\n0 "u8).Put(objects.Last + 1).Put("\n0000000000 65535 f \n"u8);
        for (var number = 1; number <= objects.Last; number++)
        {
            var entry = buffer.Take(20);
            "0000000000 00000 n \n"u8.CopyTo(entry);
            for (var (offset, digit) = (objects.Offsets[number], 9); offset > 0; offset /= 10, digit--)
                entry[digit] = (byte)('0' + offset % 10);
        }

        buffer.Put("trailer\n<</Size "u8).Put(objects.Last + 1).Put("/Root "u8).PutRef(catalog).Put("/Info "u8).PutRef(info)
            .Put("/ID[<"u8).PutHex(id).Put("><"u8).PutHex(id).Put(">]>>\nstartxref\n"u8).Put(start).Put("\n%%EOF\n"u8);
    }
}
