using System.CommandLine;
using KioskSim.Cli.Commands;
using KioskSim.Cli.Output;
using Spectre.Console;

var root = new RootCommand(
    "Simulates how a citizen gets a certificate from a convenience store's kiosk (コンビニ交付のシミュレーター). "
    + "Exit codes: docs/exit-codes.md.")
{
    SeedCommand.Create(),
    ResidentsCommand.Create(),
    IssueCommand.Create(),
    DemoCommand.Create(),
};

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (Console.IsOutputRedirected)
{
    // Into a file or a pipe: plain text, lines as long as they are.
    AnsiConsole.Profile.Width = 10_000;
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Capabilities.Links = false;
}

// Ctrl-C ends a run in good order, which takes a moment: money goes back, paper is put where it belongs.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20), EnableDefaultExceptionHandler = false };
return await ExitCodes.GuardAsync(() => root.Parse(args).InvokeAsync(invocation));
