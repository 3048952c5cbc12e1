using System.Diagnostics;
using System.Text;

namespace KioskSim.OpenSc.Daemon;

/// <summary>What a run of a program ended with: its exit code and all that it said.</summary>
public sealed record Tool(int ExitCode, string Output)
{
    public static async Task<Tool> RunAsync(IEnumerable<string> command)
    {
        using var process = Start(command);
        return await EndAsync(process);
    }

    public static Process Start(IEnumerable<string> command)
    {
        string[] words = [.. command];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment["LC_ALL"] = "C.UTF-8";
        return Process.Start(start)!;
    }

    public static async Task<Tool> EndAsync(Process process)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().Soon();
        return new Tool(process.ExitCode, await output + await error);
    }

    public bool Says(string text) => Output.Contains(text, StringComparison.Ordinal);
}
