using System.CommandLine;

namespace KioskSim.Cli.Commands.Sheets;

/// <summary>`kiosksim paper`: what happens to sheets once they are out of the kiosk. The machines are simulated; `verify` takes real scans.</summary>
static class PaperCommand
{
    public static Option<int> Seed { get; } = new("--seed") { Description = "The same number makes the same noise.", DefaultValueFactory = _ => 1 };

    public static Option<string> Out { get; } = new("--out") { Description = "The folder for the pictures.", DefaultValueFactory = _ => "paper" };

    public static Argument<string[]> Sheets { get; } = new("sheets")
    {
        Description = "Sides of sheets as `paper print` or `paper copy` made them: pictures at 600 dpi.", Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Which of the models of a machine.</summary>
    public static Option<string> Machine(string name, string description, IEnumerable<string> models, string usual)
    {
        var option = new Option<string>(name) { Description = $"{description}: {string.Join(", ", models)}.", DefaultValueFactory = _ => usual };
        option.AcceptOnlyFromAmong([.. models]);
        return option;
    }

    public static Command Create() => new("paper", "Print sheets, scan and copy them, look through the viewer, check them.")
    {
        PrintCommand.Create(), ScanCommand.Create(), CopyCommand.Create(), ViewCommand.Create(), VerifyCommand.Create(),
    };
}
