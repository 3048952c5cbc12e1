using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Cli.Output.Simulations;
using KioskSim.Simulation.Loop;
using KioskSim.Simulation.Runs;
using Spectre.Console;

namespace KioskSim.Cli.Commands.Simulations;

/// <summary>`kiosksim simulate`: a day of the real services on a simulated clock and network, which can be had again (docs/simulation.md).</summary>
static class SimulateCommand
{
    static readonly Option<int?> SwarmOption = new("--swarm")
    {
        Description = "So many runs, from --seed on, each with troubles that its seed picks; ends at the first in which a property does not hold (種ごとに異常を変えて繰り返す).",
    };

    static readonly Option<string?> Log = new("--log") { Description = "A file for every event (出来事の記録). Of several runs the last one's is left." };

#pragma warning disable RS0030 // How fast a simulation is, is measured by the machine's own clock.
    static TimeProvider WallClock => TimeProvider.System;
#pragma warning restore RS0030

    public static Command Create()
    {
        var command = new Command("simulate", "A day of the real services on a simulated clock and network; the same seed is the same run (模擬の時計と回線で一日を再現する).");
        foreach (var option in (Option[])[.. SimulationPlan.Options, SwarmOption, Log, CommonOptions.Json])
            command.Add(option);
        command.SetAction((parsed, stop) => Task.FromResult(Run(parsed, stop)));
        return command;
    }

    static int Run(ParseResult parsed, CancellationToken stop)
    {
        var log = parsed.GetValue(Log);
        var json = parsed.GetValue(CommonOptions.Json);
        foreach (var (options, again) in Runs(parsed))
        {
            if (!json)
                Console.WriteLine($"seed {options.Seed}: {again}");
            var result = Simulate(options, log, again, stop, out var took);
            if (json)
                Console.WriteLine(SimulationReport.ToJson(result, took, again));
            else
                SimulationReport.Tell(AnsiConsole.Console, result, took);
            if (result.Broken.Any())
            {
                SayAgain(again);
                return ExitCodes.Findings;
            }
        }

        return ExitCodes.Ok;
    }

    /// <exception cref="UsageException">The options make no run.</exception>
    static IEnumerable<(SimulationOptions Options, string Again)> Runs(ParseResult parsed)
    {
        if (parsed.GetValue(SwarmOption) is not { } runs)
            return [(SimulationPlan.Read(parsed), SimulationPlan.CommandLine(SimulationPlan.Read(parsed)))];
        if (runs < 1)
            throw new UsageException("--swarm is 1 or more.");
        if (SimulationPlan.Options.FirstOrDefault(o => o != SimulationPlan.Seed && parsed.GetResult(o) is { Implicit: false }) is { } given)
            throw new UsageException($"{given.Name} は --swarm と一緒には使えません。 / {given.Name} does not go with --swarm: each seed picks its own.");
        var first = parsed.GetValue(SimulationPlan.Seed);
        return Enumerable.Range(0, runs).Select(n => first + (ulong)n).Select(seed => (Swarm.Of(seed), $"kiosksim simulate --seed {seed} --swarm 1"));
    }

    static SimulationResult Simulate(SimulationOptions options, string? log, string again, CancellationToken stop, out TimeSpan took)
    {
        var begun = WallClock.GetTimestamp();
        using var file = log is null ? null : File.Create(log);
        try
        {
            return SimulationRun.Run(options, file, stop);
        }
        catch (LoopException e)
        {
            SayAgain(again);
            throw new InvalidDataException(e.Message, e);
        }
        catch (Exception) when (!stop.IsCancellationRequested)
        {
            SayAgain(again);
            throw;
        }
        finally
        {
            took = WallClock.GetElapsedTime(begun);
        }
    }

    static void SayAgain(string again) => Console.Error.WriteLine($"もう一度見るには / to see it again: {again}");
}
