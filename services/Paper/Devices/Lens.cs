using KioskSim.Paper.Images;

namespace KioskSim.Paper.Devices;

/// <summary>What lenses do to whole pictures.</summary>
internal static class Lens
{
    /// <param name="sigma">Dots; 0 gives the picture itself.</param>
    public static GreyImage Blurred(GreyImage image, double sigma)
    {
        if (sigma == 0)
            return image;
        var blur = new Blur(sigma);
        var result = new GreyImage(image.Width, image.Height);
        var padded = new byte[image.Width + 2 * blur.Reach];
        var rows = Enumerable.Range(0, 2 * blur.Reach + 1).Select(_ => new byte[image.Width]).ToArray();
        var done = -1;
        for (var y = 0; y < image.Height; y++)
        {
            for (; done < Math.Min(y + blur.Reach, image.Height - 1); done++)
            {
                var row = image.Row(done + 1);
                padded.AsSpan(0, blur.Reach).Fill(row[0]);
                row.CopyTo(padded.AsSpan(blur.Reach));
                padded.AsSpan(blur.Reach + row.Length).Fill(row[^1]);
                blur.Across(padded, rows[(done + 1) % rows.Length]);
            }

            blur.Down(i => rows[Math.Clamp(y + i, 0, image.Height - 1) % rows.Length], result.Row(y));
        }

        return result;
    }
}
