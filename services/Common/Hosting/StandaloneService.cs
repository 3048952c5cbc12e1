using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Faults;
using KioskSim.Hosting.Proofs;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting;

/// <summary>A service as a process of its own: <c>--deployment &lt;folder&gt; [--name &lt;which&gt;]</c>, runs until a signal.</summary>
public sealed class StandaloneService : IAsyncDisposable
{
    /// <summary>The line that it prints once it listens.</summary>
    public const string Listening = "listening";

    /// <summary>The category of what a service has found out about itself before it serves anybody. It is logged from Information up, all else from Warning.</summary>
    public const string SelfCheck = "KioskSim.SelfCheck";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    readonly List<object> _owned = [];
    readonly string _folder;

    StandaloneService(string folder, string? name, Deployment deployment, ILoggerFactory log, CancellationToken stop)
    {
        _folder = folder;
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

    /// <summary>A file of this deployment's data.</summary>
    public string DataFile(string name) => Path.Combine(_folder, DeploymentFolder.Data, name);

    /// <summary>A folder of configuration and keys.</summary>
    public string Folder(params ReadOnlySpan<string> parts) => Path.Combine([_folder, .. parts]);

    /// <summary>Certificates that this deployment trusts for something, DER: <c>trust/&lt;what&gt;*.cer</c>.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public IReadOnlyList<byte[]> Trusted(string what)
    {
        var files = Directory.GetFiles(Path.Combine(_folder, DeploymentFolder.Trust), $"{what}*.cer").Order(StringComparer.Ordinal).ToList();
        return files.Count > 0 ? [.. files.Select(File.ReadAllBytes)] : throw new InvalidDataException($"{_folder} names no {what} to trust.");
    }

    /// <summary>A configuration of this deployment, from a JSON file; null when there is none.</summary>
    /// <exception cref="ConfigurationException">The file is not such a configuration.</exception>
    public T? Configuration<T>(string file) where T : class
    {
        var path = Path.Combine(_folder, file);
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Json) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new ConfigurationException($"{path}: {e.Message.ReplaceLineEndings(" ")}");
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
    /// <returns>0; 2 for wrong arguments; 1 when it cannot start, with the reason in one line.</returns>
    public static async Task<int> RunAsync(string[] args, Func<StandaloneService, Task<ServiceHost>> start)
    {
        var (folder, name) = args switch
        {
            ["--deployment", var f] => (f, null),
            ["--deployment", var f, "--name", var n] => (f, n),
            _ => ((string?)null, (string?)null),
        };
        if (folder is null)
        {
            await Console.Error.WriteLineAsync("usage: --deployment <folder> [--name <which>]");
            return 2;
        }

        Lifeline.HoldIfAsked();
        using var stop = new CancellationTokenSource();
        using var log = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(ProofRun.TellsAll ? LogLevel.Trace : LogLevel.Warning).AddFilter(SelfCheck, LogLevel.Information));
        using var telling = ProofRun.TellsAll ? new Telling(Console.Out) : null;
        try
        {
#pragma warning disable RS0030 // A process chooses its clock here: the deployment's, driven by the system's.
            using var deployment = DeploymentFolder.Load(folder, TimeProvider.System);
#pragma warning restore RS0030
            using var crash = CrashPoint.FromEnvironment();
            await using var service = new StandaloneService(folder, name, deployment, log, stop.Token);
            await using var host = await start(service);
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
