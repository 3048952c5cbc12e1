using System.Diagnostics;
using System.Text.Json;
using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Reports;

namespace KioskSim.Sweep;

/// <summary>Has the sweep program search, as a process of its own: who started a process cannot stop it.</summary>
public static class Sweeper
{
    /// <exception cref="SweepException">Something could not be searched at all: why, and what to do about it.</exception>
    public static async Task<IReadOnlyList<Area>> SweepAsync(SweepRequest request, CancellationToken stop = default)
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "KioskSim.Sweep.dll")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var errors = program.StandardError.ReadToEndAsync(stop);
            await JsonSerializer.SerializeAsync(program.StandardInput.BaseStream, request, cancellationToken: stop);
            program.StandardInput.Close();
            var report = await ReadAsync(program, errors, stop);
            return report.Error is null ? report.Areas : throw new SweepException(report.Error);
        }
        finally
        {
            if (!program.HasExited)
                program.Kill();
        }
    }

    /// <summary>What is in the hands of this program, such as what another one wrote.</summary>
    public static Area Sweep(PatternSet patterns, AreaKind kind, string of, byte[] bytes) => new(
        kind, of, 1, bytes.Length, [.. patterns.Find(bytes).Select(run => Hit.Of(run, $"byte {run.At}"))]);

    static async Task<SweepReport> ReadAsync(Process program, Task<string> errors, CancellationToken stop)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync<SweepReport>(program.StandardOutput.BaseStream, cancellationToken: stop))!;
        }
        catch (JsonException)
        {
            throw new SweepException($"探索プログラムが報告せずに終了しました。 / The sweep program ended without a report: {(await errors).Trim().Split('\n')[0]}");
        }
    }
}
