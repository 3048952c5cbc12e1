using System.Diagnostics;
using KioskSim.Hosting.Faults;

namespace KioskSim.Testing.Processes;

/// <summary>One service as a process of its own, that can be killed and started again.</summary>
public sealed class ServiceProcess(string program, IReadOnlyList<string> arguments, string crashFile) : IAsyncDisposable
{
    Process? _process;

    public int Id => _process!.Id;

    /// <summary>Completes when the process is gone.</summary>
    public Task Ended => _process!.WaitForExitAsync();

    /// <summary>Returns when it listens.</summary>
    /// <exception cref="InvalidOperationException">It did not start; with what it said.</exception>
    public async Task StartAsync()
    {
        _process?.Dispose();
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, $"{program}.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            Environment = { [CrashPoint.Variable] = crashFile, ["DOTNET_TieredPGO"] = "0" },
        };
        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        if (await _process.StandardOutput.ReadLineAsync() != "listening")
            throw new InvalidOperationException($"{program} did not start: {await errors}");
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
