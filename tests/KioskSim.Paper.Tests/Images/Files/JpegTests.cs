using KioskSim.Paper.Images.Files;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>JPEG as libjpeg-turbo's own programs write it, read as they read it.</summary>
public sealed class JpegTests
{
    const string Package = "libjpeg-turbo-progs";

    /// <summary>Grey levels; both round, each in its own place.</summary>
    const int Tolerance = 2;

    public static TheoryData<string> Ways =>
    [
        "-quality 90", "-quality 25", "-quality 100", "-sample 1x1", "-sample 2x1", "-sample 1x2", "-sample 2x2,1x2,2x1", "-sample 4x1", "-sample 4x2",
        "-grayscale", "-grayscale -sample 2x2", "-optimize", "-restart 1", "-restart 3B", "-progressive", "-progressive -quality 97",
        "-progressive -restart 2B", "-progressive -grayscale", "-progressive -sample 1x1", "-progressive -sample 2x1 -quality 40",
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Is_read_as_djpeg_reads_it_000_57(string way)
    {
        foreach (var (width, height) in ((int, int)[])[(301, 217), (64, 48), (17, 9), (1, 1), (8, 33)])
        {
            using var workshop = new Workshop();
            workshop.Write("a.ppm", Netpbm.Ppm(width, height, SampleSheet.Rgb(width, height)));
            workshop.Write("a.jpg", workshop.Run(Package, "cjpeg", [.. way.Split(' '), "a.ppm"]));
            Matches(workshop, "a.jpg");
        }
    }

    static void Matches(Workshop workshop, string file)
    {
        var theirs = Netpbm.ToGrey(workshop.Run(Package, "djpeg", "-grayscale", "-pnm", file));
        var ours = Assert.Single(ScanFile.Read(workshop.Read(file), ScanLimits.Upload)).Image;
        Assert.Equal((theirs.Width, theirs.Height), (ours.Width, ours.Height));
        Assert.InRange(Pictures.Farthest(theirs, ours), 0, Tolerance);
    }
}
