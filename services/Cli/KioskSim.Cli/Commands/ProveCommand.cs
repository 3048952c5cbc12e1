using System.CommandLine;
using KioskSim.Cli.Output;
using KioskSim.Hosting.Faults;
using KioskSim.Proof.NothingStays;
using KioskSim.Sweep;
using Spectre.Console;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim prove`: whether a property holds (docs/security-properties.md).</summary>
static class ProveCommand
{
    const string NothingStays = "nothing-stays";

    static readonly Option<string> Property = new("--property")
    {
        Description = "What is to be proven: nothing-stays (何も残らない): nothing of a citizen is left on the kiosk, and the centre never had it. "
            + $"Of a rush at four kiosks (4台が混み合うとき、出てきた用紙と帳簿を調べる): {string.Join(", ", RushProof.Properties)}.",
        DefaultValueFactory = _ => NothingStays,
    };

    static readonly Option<int> Issues = new("--issues") { Description = "Certificates that are issued beside the visits that are looked at one by one.", DefaultValueFactory = _ => 5 };

    static readonly Option<int> Every = new("--every") { Description = "After how many of them everything is searched again.", DefaultValueFactory = _ => 5 };

    static readonly Option<ulong> Seed = new("--seed") { Description = "Another number, other people and other keys.", DefaultValueFactory = _ => 1 };

    static readonly Option<bool> Strict = new("--strict") { Description = "The kiosk in strict mode (厳格モード). Only root can then look into it." };

    static readonly Option<string?> User = new("--user") { Description = "Whose process the kiosk is, such as nobody; only root can say so (端末のプログラムを動かす利用者)." };

    static readonly Option<bool> KeepFreedMemory = new("--keep-freed-memory")
    {
        Description = "A fault: what the C library gets back is not overwritten, so that OpenSSL leaves private numbers behind (解放した記憶域を消さない).",
    };

    static readonly Option<string?> KeptCopies = new("--keep-copies")
    {
        Description = $"A fault: the kiosk keeps copies, so that the proof fails (故意に写しを残す). Where: {string.Join(", ", Enum.GetNames<KeptPlace>())}.",
    };

#pragma warning disable RS0030 // The command is where the simulation's clock is set going.
    static TimeProvider WallClock => TimeProvider.System;
#pragma warning restore RS0030

    public static Command Create()
    {
        var command = new Command("prove", "Prove a security property by looking for what must not be (安全性の性質を、あってはならないものを探して確かめる).")
        {
            Property, Issues, Every, Seed, Strict, User, KeptCopies, KeepFreedMemory, CommonOptions.Json,
        };
        foreach (var option in RushProof.Options)
            command.Add(option);
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        var property = parsed.GetRequiredValue(Property);
        if (RushProof.Properties.Contains(property))
        {
            Refuse(parsed, [Issues, Every, Strict, User, KeptCopies, KeepFreedMemory], property);
            return await RushProof.RunAsync(parsed, property, parsed.GetValue(Seed), WallClock, stop);
        }

        if (property is not NothingStays)
            throw new UsageException($"--property is {NothingStays}, {string.Join(", ", RushProof.Properties)}.");
        Refuse(parsed, RushProof.Options, property);
        var options = new ProofOptions
        {
            Issues = AtLeast(0, parsed.GetValue(Issues), "--issues"), Every = AtLeast(1, parsed.GetValue(Every), "--every"), Seed = parsed.GetValue(Seed),
            KeptCopies = ParsePlace(parsed.GetValue(KeptCopies)),
            Strict = parsed.GetValue(Strict), User = ParseUser(parsed.GetValue(User)),
            OverwritesFreedMemory = !parsed.GetValue(KeepFreedMemory),
            TellsAll = parsed.GetValue(Issues) <= 100,
            WallClock = WallClock,
        };
        var json = parsed.GetValue(CommonOptions.Json);
        try
        {
            var result = await NothingStaysProof.RunAsync(options, json ? _ => { } : Console.Error.WriteLine, stop);
            if (json)
                Console.WriteLine(ProofReport.ToJson(result));
            else
                ProofReport.Tell(AnsiConsole.Console, result);
            return result.Holds ? ExitCodes.Ok : ExitCodes.Findings;
        }
        catch (SweepException e)
        {
            throw new IOException(e.Message, e);
        }
    }

    static void Refuse(ParseResult parsed, IEnumerable<Option> options, string property)
    {
        if (options.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
            throw new UsageException($"{given.Name} は {property} には使えません。 / {given.Name} is not for {property}.");
    }

    static string? ParseUser(string? user) =>
        user is null ? null
        : !Environment.IsPrivilegedProcess ? throw new UsageException("--user は root だけが指定できます。 / --user is for root: nobody else can become somebody else.")
        : File.ReadLines("/etc/passwd").Any(l => l.StartsWith($"{user}:", StringComparison.Ordinal)) ? user
        : throw new UsageException($"--user: '{user}' という利用者はいません。 / There is no user '{user}' here.");

    static int AtLeast(int least, int value, string option) => value >= least ? value : throw new UsageException($"{option} is at least {least}.");

    static KeptPlace? ParsePlace(string? text) =>
        text is null ? null
        : Enum.TryParse<KeptPlace>(text, ignoreCase: true, out var place) && Enum.IsDefined(place) ? place
        : throw new UsageException($"--keep-copies is one of {string.Join(", ", Enum.GetNames<KeptPlace>())}.");
}
