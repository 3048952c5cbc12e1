using System.IO.Compression;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Tests.Images.Files;

namespace KioskSim.Inquiry.Tests.Backs;

/// <summary>Backs as a scanner at 300 dpi sees them, and what may happen to them.</summary>
static class ScannedBack
{
    const int Width = 2480;
    const int Height = 3508;
    const int DotsPerModule = 3;
    const int Left = 190;
    const int Top = 260;

    public static GreyImage Of(byte[] payload)
    {
        var (page, image) = (Blank(), ScrambleImage.Encode(payload));
        for (var y = 0; y < image.Height * DotsPerModule; y++)
        {
            var row = page.Row(Top + y);
            for (var x = 0; x < image.Width * DotsPerModule; x++)
                row[Left + x] = image[x / DotsPerModule, y / DotsPerModule] ? (byte)30 : (byte)240;
        }

        return page;
    }

    public static GreyImage Blank()
    {
        var page = new GreyImage(Width, Height);
        page.Pixels.AsSpan().Fill(240);
        return page;
    }

    public static GreyImage UpsideDown(this GreyImage page)
    {
        var turned = new GreyImage(page.Width, page.Height);
        page.Pixels.CopyTo(turned.Pixels, 0);
        Array.Reverse(turned.Pixels);
        return turned;
    }

    /// <summary>Half of the image's middle is gone.</summary>
    public static GreyImage Torn(this GreyImage page)
    {
        var height = 0;
        while (page.Row(Top + height)[Left + 1] < 128)
            height++;
        for (var y = height / 5; y < 4 * height / 5; y++)
            page.Row(Top + y).Slice(Left + 300, 1500).Fill(240);
        return page;
    }

    /// <summary>At a lower resolution.</summary>
    public static GreyImage Coarse(this GreyImage page, int times)
    {
        var small = new GreyImage(page.Width / times, page.Height / times);
        for (var y = 0; y < small.Height; y++)
        {
            for (var x = 0; x < small.Width; x++)
            {
                var sum = 0;
                for (var i = 0; i < times * times; i++)
                    sum += page.Pixels[(y * times + i / times) * page.Width + x * times + i % times];
                small.Row(y)[x] = (byte)(sum / (times * times));
            }
        }

        return small;
    }

    public static byte[] Png(this GreyImage page) => page.ToPng(300);

    public static byte[] Pdf(params GreyImage[] pages)
    {
        var draft = new PdfDraft()
            .Add("<< /Type /Catalog /Pages 2 0 R >>")
            .Add($"<< /Type /Pages /Count {pages.Length} /Kids [{string.Join(' ', pages.Select((_, i) => $"{3 + 3 * i} 0 R"))}] >>");
        foreach (var page in pages)
        {
            var number = draft.Next;
            draft.Add($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R /Resources << /XObject << /P {number + 2} 0 R >> >> >>")
                .AddStream("", "q 595 0 0 842 0 0 cm /P Do Q")
                .AddStream(
                    $"/Type /XObject /Subtype /Image /Width {page.Width} /Height {page.Height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode",
                    Deflate(page.Pixels));
        }

        return draft.File();
    }

    static byte[] Deflate(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest))
            stream.Write(bytes);
        return packed.ToArray();
    }
}
