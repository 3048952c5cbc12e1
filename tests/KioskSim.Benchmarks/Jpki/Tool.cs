using System.ComponentModel;
using System.Diagnostics;

namespace KioskSim.Benchmarks.Jpki;

/// <summary>A program that nobody here wrote.</summary>
static class Tool
{
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It is not installed, or ended with an error.</exception>
    public static Task<string> RunAsync(string name, params string[] arguments) => RunInAsync(".", name, arguments);

    /// <inheritdoc cref="RunAsync"/>
    public static async Task<string> RunInAsync(string folder, string name, params string[] arguments)
    {
        using var process = Start(name, folder, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{name}: {output}{await errors}");
    }

    public static Process Start(string name, string folder, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(name, arguments)
            {
                WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            throw new InvalidOperationException($"{name} is not installed (Debian: openssl, nghttp2-client, qrencode, zbar-tools, dmtx-utils, imagemagick, nodejs, npm).");
        }
    }
}
