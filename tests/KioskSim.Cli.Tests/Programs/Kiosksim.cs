using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace KioskSim.Cli.Tests.Programs;

/// <summary>What a run of a program ended with.</summary>
sealed record Ended(int ExitCode, string Output, string Error)
{
    public string Everything => Output + Error;

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>The command as a program of its own.</summary>
sealed class Kiosksim : IDisposable
{
    readonly Process _process;
    readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    readonly Task<string> _output;
    readonly Task<string> _error;

    Kiosksim(Process process)
    {
        _process = process;
        _output = ReadAsync(process.StandardOutput);
        _error = process.StandardError.ReadToEndAsync();
    }

    static readonly string Program = Path.Combine(AppContext.BaseDirectory, "kiosksim.dll");

    /// <summary>Starts it in a folder. Ctrl-C reaches it even if the tests were started to ignore it, as in the background of a script.</summary>
    public static Kiosksim Start(string folder, params IEnumerable<string> arguments) => Start(folder, null, arguments);

    /// <param name="variable">One more of its environment, as NAME=value; null: none.</param>
    public static Kiosksim Start(string folder, string? variable, IEnumerable<string> arguments) => new(Process.Start(
        new ProcessStartInfo("env", ["--default-signal=INT", "--unset=KIOSKSIM_POSTGRES", .. variable is null ? (string[])[] : [variable], "dotnet", Program, .. arguments])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        })!);

    public static async Task<Ended> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        using var run = Start(folder, arguments);
        return await run.EndAsync();
    }

    /// <summary>The next line that it prints, in the order in which it prints them.</summary>
    /// <exception cref="ChannelClosedException">It ended without another.</exception>
    public ValueTask<string> NextLineAsync() => _lines.Reader.ReadAsync();

    /// <summary>Ctrl-C, or another signal.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -s {name} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end. However it ends, it never shows where in the code.</summary>
    public async Task<Ended> EndAsync()
    {
        var ended = new Ended(0, await _output, await _error);
        await _process.WaitForExitAsync();
        ended = ended with { ExitCode = _process.ExitCode };
        Assert.DoesNotContain("Unhandled exception", ended.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ended.Everything, StringComparison.Ordinal);
        return ended;
    }

    async Task<string> ReadAsync(StreamReader output)
    {
        var all = new StringBuilder();
        while (await output.ReadLineAsync() is { } line)
        {
            all.Append(line).Append('\n');
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
        return all.ToString();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
