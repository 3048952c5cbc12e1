using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Faults;
using KioskSim.Hosting.Proofs;
using KioskSim.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace KioskSim.Hosting;

/// <summary>
/// A service as a process of its own: <c>--deployment &lt;folder or packed file&gt; [--data &lt;folder&gt;] [--name &lt;which&gt;]</c>, runs until a signal;
/// with <c>--check</c>: asks the one that runs already whether it serves.
/// </summary>
public sealed class StandaloneService : IAsyncDisposable
{
    /// <summary>The line that it prints once it listens.</summary>
    public const string Listening = "listening";

    /// <summary>The category of what a service has found out about itself before it serves anybody. It is logged from Information up, all else from Warning.</summary>
    public const string SelfCheck = "KioskSim.SelfCheck";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    const string Usage = "usage: --deployment <folder or packed file> [--data <folder>] [--name <which>] [--server <number>] [--check]";

    readonly List<object> _owned = [];
    readonly string? _data;

    StandaloneService(DeploymentFiles files, string? data, string? name, Deployment deployment, ILoggerFactory log, CancellationToken stop)
    {
        Files = files;
        _data = data ?? files.DataFolder;
        Name = name;
        Deployment = deployment;
        Log = log;
        Stop = stop;
    }

    /// <summary>Which of several it is, where a deployment has several.</summary>
    public string? Name { get; }

    public Deployment Deployment { get; }

    public ILoggerFactory Log { get; }

    public CancellationToken Stop { get; }

    /// <summary>Where keys and tokens come from; a run that proves something about them says how they can be known (<see cref="ProofRun"/>).</summary>
    public Entropy Entropy { get; } = ProofRun.EntropyFromEnvironment() ?? Entropy.Secure;

    /// <summary>Configuration and keys.</summary>
    public DeploymentFiles Files { get; }

    /// <summary>A file of this service's data.</summary>
    /// <exception cref="ConfigurationException">Nobody said where they are.</exception>
    public string DataFile(string name) => _data is not null
        ? Files.DataFile(_data, name)
        : throw new ConfigurationException($"{Files.Place} is a packed file, in which nothing can be kept: say where {name} is to lie (--data <folder>).");

    /// <summary>Certificates that this deployment trusts for something, DER: <c>trust/&lt;what&gt;*.cer</c>.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public IReadOnlyList<byte[]> Trusted(string what)
    {
        var trust = Files.In(DeploymentFolder.Trust);
        var names = trust.Names(what, ".cer");
        return names.Count > 0 ? [.. names.Select(trust.Read)] : throw new InvalidDataException($"{Files.Place} names no {what} to trust.");
    }

    /// <summary>A configuration of this deployment, from a JSON file; null when there is none.</summary>
    /// <exception cref="ConfigurationException">The file is not such a configuration.</exception>
    public T? Configuration<T>(string file) where T : class
    {
        try
        {
            return Files.Find(file) is { } json ? JsonSerializer.Deserialize<T>(json, Json) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ConfigurationException($"{Files.Where(file)}: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Disposed when the service ends, the last one first.</summary>
    /// <param name="part">Something <see cref="IDisposable"/> or <see cref="IAsyncDisposable"/>.</param>
    public T Own<T>(T part) where T : class
    {
        _owned.Add(part);
        return part;
    }

    /// <summary>Prints one line when it listens, so that whoever started it knows.</summary>
    /// <param name="service">What it is, for collectors: a <see cref="Domain.Flow.Party"/> where it is one.</param>
    /// <param name="plain">Where it listens by plain HTTP and on no line; null: it has lines.</param>
    /// <returns>0; 2 for wrong arguments; 1 when it cannot start, with the reason in one line.</returns>
    public static async Task<int> RunAsync(string service, string[] args, Func<StandaloneService, Task<ServiceHost>> start, string? plain = null)
    {
        var check = args.Contains("--check");
        if (Arguments([.. args.Where(a => a != "--check")]) is not { } given || !given.TryGetValue("deployment", out var place))
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        if (check)
            return await SelfCheckAsync(place, ServerNumber(given), plain);
        Lifeline.HoldIfAsked();
        using var stop = new CancellationTokenSource();
        using var telling = ProofRun.TellsAll ? new Telling(Console.Out) : null;
        try
        {
            var name = given.GetValueOrDefault("name");
            using var export = OtlpExport.FromEnvironment(service, name);
            using var log = LoggerFactory.Create(builder => Configure(builder, export));
#pragma warning disable RS0030 // A process chooses its clock here: the deployment's, driven by the system's.
            using var deployment = DeploymentFolder.Load(place, TimeProvider.System, MachineAddress.FromEnvironment());
#pragma warning restore RS0030
            using var crash = CrashPoint.FromEnvironment();
            await using var standalone = new StandaloneService(DeploymentFiles.Of(place), given.GetValueOrDefault("data"), name, deployment.Server(ServerNumber(given)), log, stop.Token);
            await using var host = await start(standalone);
            await Console.Out.WriteLineAsync(Listening);
            await host.WaitForShutdownAsync(stop.Token);
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or KeyNotFoundException or ConfigurationException or DbException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <summary>Asks the service of a deployment, on each line that it listens on and by its own certificate, whether it serves.</summary>
    /// <returns>0, or 1 with the reason in one line.</returns>
    static async Task<int> SelfCheckAsync(string place, int server, string? plain)
    {
        try
        {
#pragma warning disable RS0030 // As the service itself.
            using var deployment = DeploymentFolder.Load(place, TimeProvider.System, MachineAddress.FromEnvironment());
#pragma warning restore RS0030
            await ServiceCheck.AskAsync(deployment.Server(server), plain);
            return 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException or FlowException or Grpc.Core.RpcException or HttpRequestException or TaskCanceledException or ConfigurationException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    /// <returns>Null: not what this program is told.</returns>
    static Dictionary<string, string>? Arguments(string[] args)
    {
        var given = new Dictionary<string, string>();
        foreach (var pair in args.Chunk(2))
        {
            if (pair is not ["--deployment" or "--data" or "--name" or "--server", var value] || !given.TryAdd(pair[0][2..], value))
                return null;
        }

        return given.TryGetValue("server", out var number) && !(int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1 and <= 1000) ? null : given;
    }

    static void Configure(ILoggingBuilder logging, OtlpExport? export)
    {
        var least = ProofRun.TellsAll ? LogLevel.Trace : LogLevel.Warning;
        logging.SetMinimumLevel(LogLevel.Trace).AddSimpleConsole(console => console.SingleLine = true)
            .AddFilter<ConsoleLoggerProvider>(null, least).AddFilter<ConsoleLoggerProvider>(SelfCheck, ProofRun.TellsAll ? least : LogLevel.Information);
        export?.AddTo(logging);
    }

    /// <summary>Which of the servers of its service this is, where each has an address of its own: the n-th of those that the deployment names.</summary>
    static int ServerNumber(Dictionary<string, string> given) =>
        given.TryGetValue("server", out var number) ? int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture) - 1 : 0;

    public async ValueTask DisposeAsync()
    {
        for (var i = _owned.Count - 1; i >= 0; i--)
        {
            if (_owned[i] is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else
                ((IDisposable)_owned[i]).Dispose();
        }
    }
}
