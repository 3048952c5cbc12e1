using KioskSim.Inquiry.Comparison;
using KioskSim.Paper.Images;
using KioskSim.Paper.Images.Files;

namespace KioskSim.Show.Sheet;

/// <summary>What the inquiry site answered, held beside the paper.</summary>
/// <param name="Answer">Null: the site does not answer.</param>
/// <param name="Comparison">Of the paper's front with the one that the site shows; made here, for the site never sees a front. Null: it shows none.</param>
/// <param name="Front">The front that the site shows.</param>
public sealed record InquiryResult(InquiryAnswer? Answer, PictureComparison? Comparison, GreyImage? Front)
{
    /// <param name="front">The paper's front, 300 dpi.</param>
    public static InquiryResult Of(InquiryAnswer? answer, GreyImage front)
    {
        if (answer?.Front is not { } png)
            return new InquiryResult(answer, null, null);
        var shown = ScanFile.Read(png, ScanLimits.Desk)[0].Image;
        return new InquiryResult(answer, PictureComparison.Of(front, PaperInHand.ScanDpi, Ink(shown)), shown);
    }

    static Bitmap Ink(GreyImage picture)
    {
        var ink = new Bitmap(picture.Width, picture.Height);
        for (var y = 0; y < picture.Height; y++)
        {
            var row = picture.Row(y);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] < 128)
                    ink[x, y] = true;
            }
        }

        return ink;
    }
}
