using KioskSim.Paper.Images;

namespace KioskSim.Paper.Tests.Images.Files;

public static class Pictures
{
    /// <summary>The largest difference of a dot; pictures of different sizes fail.</summary>
    public static int Farthest(GreyImage a, GreyImage b)
    {
        Assert.Equal((a.Width, a.Height), (b.Width, b.Height));
        var farthest = 0;
        for (var i = 0; i < a.Pixels.Length; i++)
            farthest = Math.Max(farthest, Math.Abs(a.Pixels[i] - b.Pixels[i]));
        return farthest;
    }
}
