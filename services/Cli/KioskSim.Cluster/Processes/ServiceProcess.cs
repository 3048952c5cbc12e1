using System.Diagnostics;
using KioskSim.Hosting;

namespace KioskSim.Cluster.Processes;

/// <summary>
/// One service as a process of its own, that can be killed and started again. It ends with whoever started it, in whatever way that ends.
/// </summary>
/// <param name="program">The service's assembly, which lies beside this one.</param>
public sealed class ServiceProcess(string program, IReadOnlyList<string> arguments) : IAsyncDisposable
{
    Process? _process;
    OutputTape _output = new(StandaloneService.Listening);
    OutputTape _errors = new();

    /// <summary>A command line before it, such as that of a program that gives up rights and then becomes it; most often nothing.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>Added to its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it runs, and where the system puts a core dump; null: where this does.</summary>
    public string? WorkingDirectory { get; init; }

    public int Id => _process!.Id;

    /// <summary>Completes when the process is gone.</summary>
    public Task Ended => _process!.WaitForExitAsync();

    /// <summary>How it ended: its exit code, which is 128 and the signal's number where a signal ended it, and the last that it said. Null: it runs.</summary>
    public string? End => _process is { HasExited: true } ended ? $"exit code {ended.ExitCode}, {_errors.LastLine ?? "nothing on stderr"}" : null;

    /// <summary>Whether all of it stands still, by SIGSTOP.</summary>
    public bool IsStopped
    {
        get
        {
            var stat = File.ReadAllText($"/proc/{Id}/stat");
            return stat[stat.LastIndexOf(')') + 2] == 'T';
        }
    }

    /// <summary>All that it has written to stdout and stderr since it was started.</summary>
    public byte[] Output => [.. _output.Recorded, .. _errors.Recorded];

    /// <summary>Waits until it is gone, and starts it again.</summary>
    public async Task StartAgainAsync()
    {
        await Ended;
        await StartAsync();
    }

    /// <summary>Returns when it listens.</summary>
    /// <exception cref="IOException">It did not start; with what it said.</exception>
    public async Task StartAsync()
    {
        _process?.Dispose();
        string[] line = [.. Launcher, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = WorkingDirectory ?? "",
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { [Lifeline.Variable] = Lifeline.StandardInput, ["DOTNET_TieredPGO"] = "0" },
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        (_output, _errors) = (new OutputTape(StandaloneService.Listening), new OutputTape());
        _process = Process.Start(start)!;
        var errors = _errors.RecordAsync(_process.StandardError.BaseStream);
        _ = _output.RecordAsync(_process.StandardOutput.BaseStream);
        if (await _output.Said)
            return;
        await errors;
        throw new IOException($"{program} did not start: {_errors.Text.Trim()}");
    }

    public void Kill() => _process!.Kill();

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
