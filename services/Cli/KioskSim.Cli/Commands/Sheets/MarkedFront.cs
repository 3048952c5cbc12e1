using KioskSim.Inquiry.Comparison;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>The scanned front as it lies over the decoded one, which stands to its right, with a frame around each difference in both.</summary>
static class MarkedFront
{
    const double DotsPerMillimetre = FrontForm.Dpi / 25.4;

    /// <summary>Dots between a difference and its frame, and of the frame's line.</summary>
    const int Clearance = 8;
    const int Line = 4;

    public static byte[] Png(FrontComparison comparison, Bitmap front)
    {
        var (laid, width) = (comparison.Laid!, front.Width);
        var picture = new GreyImage(2 * width, front.Height);
        for (var y = 0; y < front.Height; y++)
        {
            var row = picture.Row(y);
            laid.Row(y).CopyTo(row);
            for (var x = 0; x < width; x++)
                row[width + x] = front[x, y] ? (byte)0 : (byte)255;
        }

        foreach (var difference in comparison.Differences)
        {
            Frame(picture, difference, 0, width);
            Frame(picture, difference, width, width);
        }

        return picture.ToPng(FrontForm.Dpi);
    }

    static void Frame(GreyImage picture, FrontDifference d, int from, int width)
    {
        var (left, right) = (Dots(d.X) - Clearance, Dots(d.X + d.Width) + Clearance);
        var (top, bottom) = (Dots(d.Y) - Clearance, Dots(d.Y + d.Height) + Clearance);
        for (var y = Math.Max(0, top - Line); y < Math.Min(picture.Height, bottom + Line); y++)
        {
            for (var x = Math.Max(0, left - Line); x < Math.Min(width, right + Line); x++)
            {
                if (x < left || x >= right || y < top || y >= bottom)
                    picture.Row(y)[from + x] = (x + y) / Line % 2 == 0 ? (byte)0 : (byte)160;
            }
        }
    }

    static int Dots(double millimetres) => (int)Math.Round(millimetres * DotsPerMillimetre);
}
