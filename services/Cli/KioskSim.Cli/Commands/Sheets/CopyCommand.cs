using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Ground;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>`kiosksim paper copy`: sheets on a copying machine (000-55, 000-60).</summary>
static class CopyCommand
{
    public static Command Create()
    {
        var copier = PaperCommand.Machine("--copier", "The machine", Photocopier.Models.Keys, "common");
        var command = new Command("copy", "Copy sides of sheets: what comes out is paper again.") { PaperCommand.Sheets, copier, PaperCommand.Seed, PaperCommand.Out };
        command.SetAction(parsed =>
        {
            var model = Photocopier.Models[parsed.GetRequiredValue(copier)];
            var random = new Random(parsed.GetValue(PaperCommand.Seed));
            foreach (var sheet in parsed.GetRequiredValue(PaperCommand.Sheets))
                SheetFiles.Save(model.Copy(SheetFiles.Read(sheet), Printer.Good, random), SheetInk.Dpi, parsed.GetRequiredValue(PaperCommand.Out), sheet, "copy");
            return ExitCodes.Ok;
        });
        return command;
    }
}
