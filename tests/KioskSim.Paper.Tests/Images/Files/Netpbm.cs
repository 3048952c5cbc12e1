using System.Text;
using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>PGM and PPM with 255 levels, and PBM: what all the programs understand and nobody can get wrong.</summary>
public static class Netpbm
{
    public static byte[] Pgm(GreyImage image) => [.. Encoding.ASCII.GetBytes($"P5\n{image.Width} {image.Height}\n255\n"), .. image.Pixels];

    /// <param name="rgb">Three bytes a dot.</param>
    public static byte[] Ppm(int width, int height, byte[] rgb) => [.. Encoding.ASCII.GetBytes($"P6\n{width} {height}\n255\n"), .. rgb];

    /// <summary>A grey picture, or the grey of a coloured one by the weights of ITU-R BT.601.</summary>
    public static GreyImage ToGrey(byte[] file)
    {
        var (fields, at) = Header(file, 4);
        Assert.Equal("255", fields[3]);
        var image = new GreyImage(int.Parse(fields[1], null), int.Parse(fields[2], null));
        var dots = file.AsSpan(at);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = fields[0] == "P5"
                ? dots[i]
                : (byte)Math.Round(0.299 * dots[3 * i] + 0.587 * dots[3 * i + 1] + 0.114 * dots[3 * i + 2]);
        }

        return image;
    }

    /// <summary>A picture in black and white.</summary>
    public static Bitmap ToDots(byte[] file)
    {
        var (fields, at) = Header(file, 3);
        Assert.Equal("P4", fields[0]);
        var bitmap = new Bitmap(int.Parse(fields[1], null), int.Parse(fields[2], null));
        for (var y = 0; y < bitmap.Height; y++)
            bitmap.PutRow(y, file.AsSpan(at + y * bitmap.RowBytes));
        return bitmap;
    }

    // "P5 width height 255" with any white between, one white after.
    static (List<string> Fields, int End) Header(byte[] file, int count)
    {
        var (fields, at) = (new List<string>(), 0);
        while (fields.Count < count)
        {
            var start = at;
            while (!char.IsWhiteSpace((char)file[at]))
                at++;
            if (at > start)
                fields.Add(Encoding.ASCII.GetString(file, start, at - start));
            at++;
        }

        return (fields, at);
    }
}
