using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Ground;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>`kiosksim paper print`: a certificate's PDF on paper.</summary>
static class PrintCommand
{
    public static Command Create()
    {
        var pdf = new Argument<string>("certificate") { Description = "The PDF, as `issue` leaves it in the out-tray." };
        var printer = PaperCommand.Machine("--printer", "The machine", Printer.Models.Keys, "good");
        var command = new Command("print", "Print a certificate: each side of its sheets becomes a picture of paper, 600 dpi.") { pdf, printer, PaperCommand.Seed, PaperCommand.Out };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetRequiredValue(pdf), Printer.Models[parsed.GetRequiredValue(printer)], new Random(parsed.GetValue(PaperCommand.Seed)),
            parsed.GetRequiredValue(PaperCommand.Out), stop));
        return command;
    }

    static async Task<int> RunAsync(string pdf, Printer printer, Random random, string folder, CancellationToken stop)
    {
        var face = 0;
        await foreach (var page in Poppler.DrawAsync(pdf, stop))
        {
            SheetFiles.Save(printer.Print(page, random), SheetInk.Dpi, folder, pdf, $"{face / 2 + 1}-{(face % 2 == 0 ? "front" : "back")}");
            face++;
        }

        return ExitCodes.Ok;
    }
}
