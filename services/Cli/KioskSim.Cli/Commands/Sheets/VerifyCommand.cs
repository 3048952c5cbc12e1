using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Cluster.Parts;
using KioskSim.Inquiry;
using KioskSim.Inquiry.Comparison;
using KioskSim.Inquiry.Host;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Images.Files;
using KioskSim.Paper.Images.Files.Png;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>
/// `kiosksim paper verify`: what the inquiry site says of scanned backs (000-57), from files and for files of a real scanner as well, and
/// whether scanned fronts are what it shows.
/// </summary>
static class VerifyCommand
{
    public static Command Create()
    {
        var backs = new Argument<string[]>("backs") { Description = "Scans of backs, 300 dpi or more: PNG, JPEG, TIFF, or PDF of scans.", Arity = ArgumentArity.OneOrMore };
        var fronts = new Option<string[]>("--front")
        {
            Description = "Scans of the fronts of the same sheets, in the same order, to be compared.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
        };
        var inquiry = new Option<string?>("--inquiry") { Description = "The folder of the inquiry site; by default the one that the world's issues fill." };
        var folder = new Option<string?>("--out") { Description = "The folder for the decoded fronts, and for the comparisons." };
        var command = new Command("verify", "Check scanned backs: whose data it is, whether it is whole, what the fronts must look like.")
        {
            backs, fronts, inquiry, folder, CommonOptions.World, CommonOptions.Json,
        };
        command.SetAction((parsed, stop) => Task.FromResult(Run(
            parsed.GetRequiredValue(backs), parsed.GetValue(fronts) ?? [],
            parsed.GetValue(inquiry) ?? State.InquiryIn(CommonOptions.StateFolder(parsed.GetRequiredValue(CommonOptions.World))),
            parsed.GetValue(folder), parsed.GetValue(CommonOptions.Json), stop)));
        return command;
    }

    static int Run(string[] backs, string[] fronts, string inquiry, string? folder, bool json, CancellationToken stop)
    {
        if (!Directory.Exists(inquiry))
            throw new InvalidDataException($"{inquiry}: 問合せサイトのデータがありません。 / There is no inquiry site here yet; `kiosksim issue` makes one.");
        var setup = InquiryFolder.Load(inquiry);
        using var key = setup.Key;
        using var report = Examine(setup.Site(), backs, stop);
        var shown = report.Pages.Where(p => p.Front is not null).ToList();
        var scans = fronts.SelectMany(SheetFiles.ReadPages).ToList();
        if (scans.Count > shown.Count)
            throw new InvalidDataException($"表面の画像が{scans.Count}枚、確かめられた裏面が{shown.Count}枚です。 / There are {scans.Count} fronts for {shown.Count} backs that can be shown.");
        var compared = shown.Zip(scans).ToDictionary(p => p.First.Page, p => Compare(p.First, p.Second, setup));
        var files = folder is null ? [] : Save(folder, shown, compared);
        var verified = new VerifyReport(report, compared, files);
        if (json)
            Console.WriteLine(verified.ToJson());
        else
            verified.Tell(Console.Out);
        return verified.IsAsItShouldBe ? ExitCodes.Ok : ExitCodes.Findings;
    }

    static FrontComparison Compare(SheetFinding back, ScanPage front, InquirySetup setup)
    {
        var city = setup.Cities.First(c => c.Code == back.Sheet!.Municipality);
        return FrontComparison.Of(front.Image, front.Dpi, back.Form!.Place(back.Sheet!.Picture), FontSet.Shared, city.GroundWord);
    }

    static InquiryReport Examine(InquirySite site, string[] backs, CancellationToken stop)
    {
        try
        {
            return site.Examine(backs.Select(b => (ReadOnlyMemory<byte>)File.ReadAllBytes(b)), ScanLimits.Desk, stop);
        }
        catch (ScanFileException e)
        {
            throw new InvalidDataException($"{string.Join(' ', backs)}: {e.Message}", e);
        }
    }

    static Dictionary<int, string> Save(string folder, IEnumerable<SheetFinding> shown, Dictionary<int, FrontComparison> compared)
    {
        Directory.CreateDirectory(folder);
        var files = new Dictionary<int, string>();
        foreach (var page in shown)
        {
            files[page.Page] = Path.GetFullPath(Path.Combine(folder, $"page{page.Page}-front.png"));
            File.WriteAllBytes(files[page.Page], page.Front!.ToPng(FrontForm.Dpi));
            if (compared.GetValueOrDefault(page.Page) is { Laid: not null } comparison)
                File.WriteAllBytes(Path.Combine(folder, $"page{page.Page}-differences.png"), MarkedFront.Png(comparison, page.Front!));
        }

        return files;
    }
}
