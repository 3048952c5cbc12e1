using System.Diagnostics;

namespace KioskSim.Fixtures;

/// <summary>The printer program as a process of its own, and hands at it. Its assembly lies beside the test.</summary>
public sealed class PrinterProcess : IDisposable
{
    const string Program = "KioskSim.PrinterEmulator.dll";

    readonly Process _process;

    PrinterProcess(Process process, string uri, string certificate) => (_process, Uri, Certificate) = (process, uri, certificate);

    public int Id => _process.Id;

    /// <summary>Where it listens, such as <c>ipps://127.0.0.1:8631/ipp/print</c>.</summary>
    public string Uri { get; }

    /// <summary>SHA-256 of its certificate, in hexadecimal; empty without TLS.</summary>
    public string Certificate { get; }

    /// <param name="secure">By TLS.</param>
    /// <param name="more">Further arguments.</param>
    /// <exception cref="InvalidOperationException">It did not start; with what it said.</exception>
    public static async Task<PrinterProcess> StartAsync(bool secure, params IEnumerable<string> more)
    {
        var process = Start(["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, Program), secure ? "--ipps" : "--ipp", "127.0.0.1:0", .. more]);
        if (await process.StandardOutput.ReadLineAsync() != "listening")
            throw new InvalidOperationException($"The printer did not start: {await process.StandardError.ReadToEndAsync()}");
        var address = (await process.StandardOutput.ReadLineAsync())!.Split(" certificate ");
        return new PrinterProcess(process, address[0], address.Length > 1 ? address[1] : "");
    }

    /// <summary>One that is not to start: how it ended and what it said.</summary>
    public static async Task<(int Code, string Said)> FailAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, Program), .. arguments]);
        var said = await process.StandardError.ReadToEndAsync().Soon();
        await process.WaitForExitAsync().Soon();
        return (process.ExitCode, said);
    }

    /// <summary>What it says next: a line for each sheet, and one for what a hand did.</summary>
    public async Task<string> NextLineAsync() =>
        await _process.StandardOutput.ReadLineAsync().Soon() ?? throw new InvalidOperationException("The printer is gone.");

    /// <summary>A hand does something; lines about sheets before the answer are passed over.</summary>
    public async Task<string> HandAsync(string what)
    {
        await _process.StandardInput.WriteLineAsync(what);
        await _process.StandardInput.FlushAsync();
        while (true)
        {
            if (await NextLineAsync() is var line && !line.StartsWith("sheet ", StringComparison.Ordinal))
                return line;
        }
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    static Process Start(string[] command) => Process.Start(new ProcessStartInfo(command[0], command[1..])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
