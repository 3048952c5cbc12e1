using System.CommandLine;
using KioskSim.Checkers.Properties;
using KioskSim.Cli.Output;
using KioskSim.Cli.Output.Proofs;
using KioskSim.Hosting.Faults;
using KioskSim.Proof;
using KioskSim.Proof.NothingStays;
using KioskSim.Sweep;
using Spectre.Console;

namespace KioskSim.Cli.Commands.Proofs;

/// <summary>`kiosksim prove` for nothing-stays: a search of processes and files.</summary>
static class SearchProof
{
    static readonly Option<int> Issues = new("--issues")
    {
        Description = "nothing-stays: certificates that are issued beside the visits that are looked at one by one.", DefaultValueFactory = _ => 5,
    };

    static readonly Option<int> Every = new("--every") { Description = "nothing-stays: after how many of them everything is searched again.", DefaultValueFactory = _ => 5 };

    static readonly Option<bool> Strict = new("--strict") { Description = "nothing-stays: the kiosk in strict mode (厳格モード). Only root can then look into it." };

    static readonly Option<string?> User = new("--user") { Description = "nothing-stays: whose process the kiosk is, such as nobody; only root can say so (端末のプログラムを動かす利用者)." };

    static readonly Option<bool> KeepFreedMemory = new("--keep-freed-memory")
    {
        Description = "A fault: what the C library gets back is not overwritten, so that OpenSSL leaves private numbers behind (解放した記憶域を消さない).",
    };

    static readonly Option<string?> KeptCopies = new("--keep-copies")
    {
        Description = $"A fault: the kiosk keeps copies, so that the proof fails (故意に写しを残す). Where: {string.Join(", ", Enum.GetNames<KeptPlace>())}.",
    };

    public static IReadOnlyList<Option> Options { get; } = [Issues, Every, Strict, User, KeptCopies, KeepFreedMemory];

    /// <exception cref="UsageException">An option has a value that it cannot have.</exception>
    public static ProofOptions Read(ParseResult parsed, ulong seed, TimeProvider wallClock) => new()
    {
        Issues = AtLeast(0, parsed.GetValue(Issues), "--issues"), Every = AtLeast(1, parsed.GetValue(Every), "--every"), Seed = seed,
        KeptCopies = ParsePlace(parsed.GetValue(KeptCopies)),
        Strict = parsed.GetValue(Strict), User = ParseUser(parsed.GetValue(User)),
        OverwritesFreedMemory = !parsed.GetValue(KeepFreedMemory),
        TellsAll = parsed.GetValue(Issues) <= 100,
        WallClock = wallClock,
    };

    /// <param name="tell">Whether all that was searched is said, and not only what came of it.</param>
    public static async Task<ProvenProperty> RunAsync(ProofOptions options, bool tell, bool json, CancellationToken stop)
    {
        try
        {
            var result = await NothingStaysProof.RunAsync(options, json ? _ => { } : Console.Error.WriteLine, stop);
            if (tell && json)
                Console.WriteLine(ProofReport.ToJson(result));
            else if (tell)
                ProofReport.Tell(AnsiConsole.Console, result);
            return ProvenProperty.Of(result);
        }
        catch (SweepException e)
        {
            return ProvenProperty.CouldNotRun(Catalogue.NothingStays, e.Message);
        }
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
