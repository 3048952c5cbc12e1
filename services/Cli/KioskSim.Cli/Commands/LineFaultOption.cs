using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Domain.Errors;
using KioskSim.LineFaults;

namespace KioskSim.Cli.Commands;

/// <summary>`--line-fault`: what is wrong with lines and machines (docs/faults.md). Each command that takes it has one of its own.</summary>
static class LineFaultOption
{
    public static Option<string[]> Create() => new("--line-fault")
    {
        Description = $"A fault of a line or a machine, again for another (通信回線・サーバーの故障。繰り返し指定できます。docs/faults.md): {LineFault.Form}; "
            + $"faults: {string.Join(", ", LineFaultKind.All.Select(k => k.Name))}; such as 'lgwan>city:latency=200ms@0.1'.",
        DefaultValueFactory = _ => [],
    };

    /// <exception cref="UsageException">One is none; says what would be.</exception>
    public static LineFaultChoice Read(ParseResult parsed, Option<string[]> option, ulong seed)
    {
        try
        {
            return new LineFaultChoice(LineFault.ParseAll(parsed.GetValue(option) ?? []), seed);
        }
        catch (ConfigurationException e)
        {
            throw new UsageException($"--line-fault: {e.Message}");
        }
    }

    /// <summary>What somebody types to have them again.</summary>
    public static IEnumerable<string> Words(LineFaultChoice choice) => choice.Faults.Select(f => $"--line-fault '{f}'");
}
