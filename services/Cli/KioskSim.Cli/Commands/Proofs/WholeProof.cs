using System.CommandLine;
using System.Data.Common;
using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.Cli.Output;
using KioskSim.Domain.Errors;
using KioskSim.Proof;

namespace KioskSim.Cli.Commands.Proofs;

/// <summary>`kiosksim prove` without a property: the whole catalogue. What cannot be tried here does not keep the rest from being tried.</summary>
static class WholeProof
{
    public static async Task<IReadOnlyList<ProvenProperty>> RunAsync(ParseResult parsed, ulong seed, TimeProvider wallClock, CancellationToken stop)
    {
        var json = parsed.GetValue(CommonOptions.Json);
        var (search, rush) = (SearchProof.Read(parsed, seed, wallClock), RushProof.Read(parsed, seed)); // a wrong option is said before anything is begun
        if (!json)
            Console.Error.WriteLine($"seed {seed}");
        var seen = await TryAsync(Catalogue.All, () => RushProof.RunAsync(rush, seed, wallClock, stop), stop);
        var searched = await TryAsync([Catalogue.NothingStays], async () => [await SearchProof.RunAsync(search, tell: false, json, stop)], stop);
        return [.. searched, .. seen];
    }

    /// <summary>Tries properties; what keeps all of them from being tried is why none could.</summary>
    public static async Task<IReadOnlyList<ProvenProperty>> TryAsync(
        IReadOnlyList<Property> properties, Func<Task<IReadOnlyList<ProvenProperty>>> prove, CancellationToken stop)
    {
        try
        {
            return await prove();
        }
        catch (Exception e) when (!stop.IsCancellationRequested
            && e is IOException or InvalidDataException or UnauthorizedAccessException or ConfigurationException or FlowException or DbException)
        {
            var why = e is FlowException { Code: var code } ? Messages.Of(code) : e.Message.ReplaceLineEndings(" ");
            return [.. properties.Select(p => ProvenProperty.CouldNotRun(p, why))];
        }
    }
}
