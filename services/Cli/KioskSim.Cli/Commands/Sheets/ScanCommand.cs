using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Paper.Devices;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>`kiosksim paper scan`: sheets on the glass of a scanner.</summary>
static class ScanCommand
{
    public static Command Create()
    {
        var scanner = PaperCommand.Machine("--scanner", "How it is done", Scanner.Models.Keys, "office");
        var dpi = new Option<int?>("--dpi") { Description = "Dots an inch, 75 to 600; by default the scanner's." };
        var skew = new Option<double?>("--skew") { Description = "By how much the sheet lies turned, degrees clockwise; by default the scanner's." };
        var command = new Command("scan", "Scan sides of sheets.") { PaperCommand.Sheets, scanner, dpi, skew, PaperCommand.Seed, PaperCommand.Out };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(dpi) is < 75 or > 600)
                throw new UsageException("--dpi is 75 to 600.");
            if (parsed.GetValue(skew) is < -180 or > 180 or double.NaN)
                throw new UsageException("--skew is -180 to 180.");
            var model = Scanner.Models[parsed.GetRequiredValue(scanner)];
            var set = model with { Dpi = parsed.GetValue(dpi) ?? model.Dpi, Skew = parsed.GetValue(skew) ?? model.Skew };
            var random = new Random(parsed.GetValue(PaperCommand.Seed));
            foreach (var sheet in parsed.GetRequiredValue(PaperCommand.Sheets))
                SheetFiles.Save(set.Scan(SheetFiles.Read(sheet), random), set.Dpi, parsed.GetRequiredValue(PaperCommand.Out), sheet, "scan");
            return ExitCodes.Ok;
        });
        return command;
    }
}
