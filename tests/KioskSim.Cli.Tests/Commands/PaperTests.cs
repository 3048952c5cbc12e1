using KioskSim.Cli.Output;
using KioskSim.Cli.Tests.Programs;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Cli.Tests.Commands;

/// <summary>`kiosksim paper`: one certificate on paper, copied, scanned, looked at and checked.</summary>
public sealed class PaperTests(SeededWorld world) : IDisposable
{
    // Somebody whom no other test sends to a kiosk.
    const int Owner = 68;

    readonly WorldScratch _paper = new();

    public void Dispose() => _paper.Dispose();

    [Fact]
    public async Task A_sheet_is_checked_and_a_copy_of_it_loses_its_latent_image_alone_000_56_000_57_000_59_000_60()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/pdftoppm"), "needs pdftoppm: apt-get install poppler-utils");
        var issued = await world.IssueAsync(world.Resident("usable", Owner), "--json");
        Assert.Equal(ExitCodes.Ok, issued.ExitCode);
        var pdf = issued.Json.GetProperty("files")[0].GetString()!;
        var name = Path.Combine(_paper.Folder, Path.GetFileNameWithoutExtension(pdf));

        var printed = await PaperAsync("print", pdf);
        Assert.Equal((ExitCodes.Ok, "", $"{name}-1-front.png\n{name}-1-back.png\n"), (printed.ExitCode, printed.Error, printed.Output));
        Assert.Equal(ExitCodes.Ok, (await PaperAsync("copy", $"{name}-1-back.png")).ExitCode);
        Assert.Equal(ExitCodes.Ok, (await PaperAsync("scan", $"{name}-1-front.png", $"{name}-1-back.png", $"{name}-1-back-copy.png")).ExitCode);

        var original = await world.RunAsync("paper", "view", $"{name}-1-back.png");
        Assert.Equal(ExitCodes.Ok, original.ExitCode);
        Assert.Contains("「証」が見えます", original.Output, StringComparison.Ordinal);
        var copy = await world.RunAsync("paper", "view", $"{name}-1-back-copy.png", "--json");
        Assert.Equal((ExitCodes.Findings, false), (copy.ExitCode, copy.Json.GetProperty("shows").GetBoolean()));

        var checkedFront = await PaperAsync("verify", $"{name}-1-back-scan.png", "--front", $"{name}-1-front-scan.png");
        Assert.Equal((ExitCodes.Ok, ""), (checkedFront.ExitCode, checkedFront.Error));
        Assert.Contains("市区町村が作成したデータです", checkedFront.Output, StringComparison.Ordinal);
        Assert.Contains("表面に、機械で分かる違いはありません", checkedFront.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_paper.Folder, "page1-front.png")));

        Smudge($"{name}-1-front-scan.png");
        var altered = await PaperAsync("verify", $"{name}-1-back-scan.png", "--front", $"{name}-1-front-scan.png", "--json");
        var comparison = altered.Json.GetProperty("pages")[0].GetProperty("comparison");
        Assert.Equal((ExitCodes.Findings, "Different", 1), (altered.ExitCode, comparison.GetProperty("answer").GetString(), comparison.GetProperty("differences").GetArrayLength()));
        Assert.Equal(30, comparison.GetProperty("differences")[0].GetProperty("x").GetDouble(), 3.0);
        Assert.True(File.Exists(Path.Combine(_paper.Folder, "page1-differences.png")));

        var checkedCopy = await world.RunAsync("paper", "verify", $"{name}-1-back-copy-scan.png");
        Assert.Equal(ExitCodes.Ok, checkedCopy.ExitCode);
        Assert.Contains("裏面の鮮明な複写からも、同じ結果になります", checkedCopy.Output, StringComparison.Ordinal);
        Assert.Contains("The latent image tells an original from a copy", checkedCopy.Output, StringComparison.Ordinal);

        var wrong = await world.RunAsync("paper", "verify", $"{name}-1-front-scan.png", "--json");
        Assert.Equal((ExitCodes.Findings, "TooCoarse"), (wrong.ExitCode, wrong.Json.GetProperty("pages")[0].GetProperty("verdict").GetString()));
    }

    [Theory]
    [InlineData(ExitCodes.CannotStart, "print", "nothing.pdf")]
    [InlineData(ExitCodes.CannotStart, "view", "nothing.png")]
    [InlineData(ExitCodes.CannotStart, "verify", "nothing.png", "--inquiry", "nowhere")]
    [InlineData(ExitCodes.Usage, "scan", "nothing.png", "--dpi", "7")]
    [InlineData(ExitCodes.Usage, "copy", "nothing.png", "--copier", "none")]
    [InlineData(ExitCodes.Usage, "verify")]
    public async Task What_cannot_be_done_is_said(int code, params string[] arguments)
    {
        var ended = await world.RunAsync(["paper", .. arguments]);
        Assert.Equal(code, ended.ExitCode);
        Assert.NotEmpty(ended.Error);
    }

    /// <summary>Ink of 1 by 2 mm, 30 mm from the left and 272 mm from the top, where the sheet is empty.</summary>
    static void Smudge(string scan)
    {
        var picture = ScanFile.Read(File.ReadAllBytes(scan), ScanLimits.Desk)[0].Image;
        for (var y = 0; y < 24; y++)
            picture.Row(3213 + y).Slice(354, 12).Fill(30);
        File.WriteAllBytes(scan, picture.ToPng(300));
    }

    Task<Ended> PaperAsync(params string[] arguments) => world.RunAsync(["paper", .. arguments, "--out", _paper.Folder]);
}
