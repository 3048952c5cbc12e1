using System.Text.Json.Nodes;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Faults;
using KioskSim.Hosting.Proofs;
using KioskSim.World;

namespace KioskSim.Proof.NothingStays;

/// <summary>The services as processes, over a world of their own, with a kiosk that is watched: where it may write, what it says, how it dies.</summary>
public sealed class ProofKiosk : IAsyncDisposable
{
    const int Residents = 600;

    // Through a shell, which lifts the limit and then becomes the kiosk.
    static readonly string[] MayDumpCore = ["sh", "-c", "ulimit -c unlimited 2>/dev/null; exec \"$@\"", "sh"];

    // The same, having given what the kiosk reads, and where it may write, to whom it becomes. The last argument is the deployment's folder.
    const string AsUser = """
        user=$1 own=$2; shift 2
        for folder; do :; done
        chown -R "$user" "$folder" "$own"/kiosk "$own"/tmp && chmod o+x "$own" || exit 1
        ulimit -c unlimited 2>/dev/null
        exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups "$@"
        """;

    readonly string _folder;

    ProofKiosk(string folder, ProcessCluster cluster) => (_folder, Cluster) = (folder, cluster);

    public ProcessCluster Cluster { get; }

    /// <summary>Where the kiosk runs, where its temporary files would be and where a dump of it is put: folders of its own.</summary>
    public string Directory => DirectoryIn(_folder);

    public string Temporary => TemporaryIn(_folder);

    public static async Task<ProofKiosk> StartAsync(ProofOptions options, CancellationToken stop)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("kiosksim-proof-").FullName;
        foreach (var own in (string[])[DirectoryIn(folder), TemporaryIn(folder)])
            System.IO.Directory.CreateDirectory(own);
        var world = Path.Combine(folder, "world");
        WorldGenerator.Generate(new WorldOptions { Seed = options.Seed, Residents = Residents, Cities = [ProcessCluster.City] }, world, progress: null, stop);
        var usual = new ProcessClusterOptions
        {
            World = world, WallClock = options.WallClock,
            Environment = Environment(options, TemporaryIn(folder)), KioskEnvironment = KioskEnvironment(options),
            KioskLauncher = options.User is { } user ? ["sh", "-c", AsUser, "sh", user, folder] : MayDumpCore, KioskDirectory = DirectoryIn(folder),
        };
        var cluster = new ProcessCluster(usual with { KioskSettings = Settings(options.KioskSettings ?? usual.KioskSettings, options.Strict) });
        var kiosk = new ProofKiosk(folder, cluster);
        try
        {
            await cluster.StartAsync();
            return kiosk;
        }
        catch
        {
            await kiosk.DisposeAsync();
            throw;
        }
    }

    /// <summary>An errand of somebody who gets a certificate, with the individual number on it.</summary>
    /// <param name="number">Another number, another person.</param>
    public async Task<(Errand Errand, Registers.Person Person, string Address)> ErrandAsync(int number, CancellationToken stop)
    {
        var city = ProcessCluster.City;
        var people = Trait.Of("usable", Cluster.World.Summary.AsOf).Find(Cluster.World, city, seed: 1).Take(12).ToList();
        var person = people[number % people.Count];
        var pin = (await Cluster.Wallet.RememberPinAsync(city, person.Id.ToString(), stop)).Reveal();
        var errand = new Errand(
            city, city, person.Id.ToString(), CertificateKind.ResidentRecord, CertificateOptions.WholeHousehold | CertificateOptions.IndividualNumber, 1, pin);
        return (errand, person, Cluster.World.Register(city).Find(person.Household)!.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    static string Settings(string json, bool strict)
    {
        var settings = JsonNode.Parse(json)!.AsObject();
        if (strict)
            settings["strict"] = true;
        return settings.ToJsonString();
    }

    static string DirectoryIn(string folder) => Path.Combine(folder, "kiosk");

    static string TemporaryIn(string folder) => Path.Combine(folder, "tmp");

    static Dictionary<string, string> Environment(ProofOptions options, string temporary)
    {
        var environment = new Dictionary<string, string> { [ProofRun.SeedVariable] = $"{options.Seed}", ["TMPDIR"] = temporary };
        if (options.TellsAll)
            environment[ProofRun.TellVariable] = "all";
        return environment;
    }

    static Dictionary<string, string> KioskEnvironment(ProofOptions options)
    {
        var environment = new Dictionary<string, string>();
        if (options.OverwritesFreedMemory)
            environment[ProofRun.OverwriteFreedMemory.Key] = ProofRun.OverwriteFreedMemory.Value;
        if (options.KeptCopies is { } place)
            environment[KeptCopies.Variable] = $"{place}";
        return environment;
    }
}
