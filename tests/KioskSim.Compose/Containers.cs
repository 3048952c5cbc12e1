[assembly: AssemblyFixture(typeof(KioskSim.Compose.Containers))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace KioskSim.Compose;

/// <summary>
/// A KioskSim of containers for all tests, beside any that somebody has up: made by the scripts that `make up` runs, from images that `make images` made. The engine
/// is driven by its own command.
/// </summary>
public sealed class Containers : IAsyncLifetime
{
    const string Project = "kiosksimtest";
    const string Lines = "lines.yaml";

    static readonly string[] Closed = ["store-line", "lgwan", "internet", "city-core", "night-duty", "centre-core", "jpki-core", "cabinet"];

    /// <summary>Null: containers can be had.</summary>
    public string? WhyNot { get; private set; }

    /// <summary>A file beside <c>compose.yaml</c> that says what is otherwise; null: nothing.</summary>
    public string? More { get; set; }

    /// <summary>A folder that is gone afterwards.</summary>
    public string Work { get; } = Directory.CreateTempSubdirectory("kiosksim-compose-").FullName;

    /// <summary>Where the paper comes to.</summary>
    public string Tray => Path.Combine(Work, "tray");

    public ValueTask InitializeAsync()
    {
        WhyNot = Obstacle();
        if (WhyNot is null)
        {
            // Only on a network whose addresses are given may a container come back at the address that it had.
            File.WriteAllText(Path.Combine(Work, Lines), "networks:\n" + string.Concat(Closed.Select((line, i) => $"  {line}: {{internal: true, ipam: {{config: [{{subnet: 10.78.{i + 1}.0/24}}]}}}}\n")));
            Script("down.sh"); // what is left of one that was broken off
            var up = Script("up.sh");
            Assert.True(up.ExitCode == 0, $"up.sh ended with {up.ExitCode}: {up.Text}{up.Errors}");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (WhyNot is null)
            Script("down.sh");
        Directory.Delete(Work, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test where containers cannot be had.</summary>
    public Containers Needed()
    {
        Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");
        return this;
    }

    /// <summary>One of the scripts of deploy/containers.</summary>
    public ForeignProgram Script(string name, params string[] arguments) => ScriptIn(Work, name, arguments);

    /// <summary>The same, where world and keys are in another folder.</summary>
    public ForeignProgram ScriptIn(string folder, string name, params string[] arguments) => ForeignProgram.Run(
        "bash", "env",
        [
            $"KIOSKSIM_PROJECT={Project}", $"KIOSKSIM_CONTAINERS={folder}", $"KIOSKSIM_TRAY={Tray}", "KIOSKSIM_INQUIRY_PORT=18090", "RESIDENTS=3000", "KIOSKS=4",
            $"COMPOSE_FILE=compose.yaml:{Path.Combine(Work, Lines)}{(More is null ? "" : $":{More}")}",
            Path.Combine(CheckoutFolder.Root, "deploy/containers", name), .. arguments,
        ]);

    public static ForeignProgram Docker(params string[] arguments) => ForeignProgram.Run("docker.io", "docker", arguments);

    /// <summary>The engine does what it is told, or the test ends.</summary>
    public static void DockerWell(params string[] arguments) => ForeignProgram.RunWell("docker.io", "docker", arguments);

    public string Id(string service) => Script("compose.sh", "ps", "-q", service).Text.Trim();

    /// <summary>What a service has said on both its streams.</summary>
    public string Log(string service) => Docker("logs", Id(service)) is var log ? log.Text + log.Errors : "";

    /// <summary>Returns when it serves again, and knows only what its tables say.</summary>
    public void Restart(string service)
    {
        DockerWell("restart", Id(service));
        AwaitServing(service);
    }

    /// <summary>Returns when a service serves.</summary>
    public void AwaitServing(string service)
    {
        var wait = Script("wait.sh", service);
        Assert.True(wait.ExitCode == 0, wait.Errors);
    }

    /// <summary>A network as the engine calls it.</summary>
    public string Network(string name) => $"{Project}_{name}";

    /// <summary>A service's address on a network.</summary>
    public string AddressOf(string service, string network) =>
        Docker("inspect", "-f", $"{{{{(index .NetworkSettings.Networks \"{Network(network)}\").IPAddress}}}}", Id(service)).Text.Trim();

    /// <summary>Takes a service off a network.</summary>
    /// <returns>Puts it on again, at the same address and by the same names.</returns>
    public Action CutOff(string service, string network)
    {
        var (id, line) = (Id(service), Network(network));
        var there = Docker("inspect", "-f", $"{{{{with index .NetworkSettings.Networks \"{line}\"}}}}{{{{.IPAddress}}}}{{{{range .Aliases}}}} {{{{.}}}}{{{{end}}}}{{{{end}}}}", id).Text.Trim().Split(' ');
        var (address, names) = (there[0], there[1..]);
        DockerWell("network", "disconnect", line, id);
        return () => DockerWell(["network", "connect", "--ip", address, .. names.SelectMany(name => (string[])["--alias", name]), line, id]);
    }

    /// <summary>Lets longer go by than anybody in the flow waits for an answer.</summary>
    public static void LetPatienceEnd() => Idle("sleep", "10");

    /// <summary>Lets go by what the engine takes to start a program.</summary>
    public static void LetBuffersEmpty() => Idle("true");

    /// <summary>Runs a shell with the network of a service, as the service itself sees it: its image has none.</summary>
    public ForeignProgram ShellAt(string service, string command) =>
        Docker("run", "--rm", "--network", $"container:{Id(service)}", "--entrypoint", "bash", "kiosksim-postgres:local", "-c", command);

    static void Idle(string program, params string[] arguments) =>
        Docker(["run", "--rm", "--network", "none", "--entrypoint", program, "kiosksim-postgres:local", .. arguments]);

    static string? Obstacle()
    {
        if (!File.Exists("/usr/bin/docker") && !File.Exists("/usr/local/bin/docker"))
            return "Docker is not installed (Debian package docker.io).";
        if (Docker("info").ExitCode != 0)
            return "No Docker engine runs here (or it is not ours to use).";
        // Images alone may be another checkout's: what is in them also makes the keys that containers are given.
        return File.Exists(Path.Combine(CheckoutFolder.Root, "artifacts/images/kiosksim/kiosksim.dll"))
            && Docker("image", "inspect", "kiosksim-kiosk:local", "kiosksim-postgres:local").ExitCode == 0
            ? null
            : "The images of this checkout are not there; make base-image images makes them.";
    }
}
