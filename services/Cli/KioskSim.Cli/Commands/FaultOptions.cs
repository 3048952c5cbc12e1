using System.CommandLine;
using KioskSim.City.Faults;
using KioskSim.Cli.Output;
using KioskSim.Domain.Errors;

namespace KioskSim.Cli.Commands;

/// <summary>`--fault` and `--guard`: a defect in the issuance servers, and whether kiosks look at what they get (docs/faults.md).</summary>
static class FaultOptions
{
    static readonly Option<string?> Fault = new("--fault")
    {
        Description = $"A fault in the issuance server: of 2023 or of the books (証明発行サーバーの不具合。2023年のもの、帳簿のもの。docs/faults.md): {string.Join(", ", FaultKind.All.Select(f => f.Name))}.",
    };

    static readonly Option<string> Guard = new("--guard")
    {
        Description = "on, or off with a fault: kiosks then print whatever arrives, without step 10 (端末の確認を切る。不具合を見せるときだけ).",
        DefaultValueFactory = _ => "on",
    };

    public static IReadOnlyList<Option> All { get; } = [Fault, Guard];

    /// <param name="seed">Settles when it strikes.</param>
    /// <returns>Null: there is to be none.</returns>
    /// <exception cref="UsageException">The guard is off without a fault, or there is no such fault.</exception>
    public static FaultChoice? Read(ParseResult parsed, ulong seed)
    {
        var (name, guard) = (parsed.GetValue(Fault), parsed.GetRequiredValue(Guard));
        if (guard is not ("on" or "off"))
            throw new UsageException("--guard is on or off.");
        if (name is null)
            return guard == "on" ? null : throw new UsageException("--guard off は --fault と一緒にだけ指定できます。 / --guard off is only for a run with a fault: --fault.");
        try
        {
            return new FaultChoice(FaultKind.Named(name).Name, seed) { GuardOff = guard == "off" };
        }
        catch (ConfigurationException e)
        {
            throw new UsageException(e.Message);
        }
    }

    /// <summary>What somebody types to have it again.</summary>
    public static IEnumerable<string> Words(FaultChoice? fault) => fault is null ? [] : [$"{Fault.Name} {fault.Name}", .. fault.GuardOff ? (string[])[$"{Guard.Name} off"] : []];
}
