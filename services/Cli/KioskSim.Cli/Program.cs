using System.CommandLine;
using System.Runtime.InteropServices;
using KioskSim.Cli.Commands;
using KioskSim.Cli.Commands.Demos;
using KioskSim.Cli.Commands.Deployments;
using KioskSim.Cli.Commands.Loads;
using KioskSim.Cli.Commands.Offices;
using KioskSim.Cli.Commands.Proofs;
using KioskSim.Cli.Commands.Sheets;
using KioskSim.Cli.Commands.Simulations;
using KioskSim.Cli.Output;
using KioskSim.Telemetry;
using Spectre.Console;

var root = new RootCommand(
    "Simulates how a citizen gets a certificate from a convenience store's kiosk (コンビニ交付のシミュレーター). "
    + "Exit codes: docs/exit-codes.md.")
{
    SeedCommand.Create(),
    ResidentsCommand.Create(),
    OffersCommand.Create(),
    IssueCommand.Create(),
    CardCommand.Create(),
    UseRegistrationCommand.Create(),
    NightDutyCommand.Create(),
    RegisterOfficeCommand.Create(),
    AuditCommand.Create(),
    FeedCommand.Create(),
    PaperCommand.Create(),
    ProveCommand.Create(),
    LoadCommand.Create(),
    SimulateCommand.Create(),
    DemoCommand.Create(),
    DeploymentCommand.Create(),
    RegistersCommand.Create(),
    CityCommand.Create(),
    RenewCommand.Create(),
};

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (Console.IsOutputRedirected)
{
    // Into a file or a pipe: plain text, lines as long as they are.
    AnsiConsole.Profile.Width = 10_000;
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Capabilities.Links = false;
}

// Ctrl-C ends a run in good order, which takes a moment: money goes back, paper is put where it belongs. A second one does not wait.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, EndInGoodOrder);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, EndInGoodOrder);

// The library's own handler would be set up only once a command first waits for something.
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };
var parsed = root.Parse(args);
var code = await ExitCodes.GuardAsync(RunAsync, stop.Token);
return parsed.Errors.Count > 0 ? ExitCodes.Usage : code;

async Task<int> RunAsync()
{
    using var export = OtlpExport.FromEnvironment("kiosksim");
    return await parsed.InvokeAsync(invocation, stop.Token);
}

void EndInGoodOrder(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
