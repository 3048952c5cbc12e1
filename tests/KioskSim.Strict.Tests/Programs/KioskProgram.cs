using System.Diagnostics;
using KioskSim.Strict.Kernel;
using KioskSim.Strict.Landlock;

namespace KioskSim.Strict.Tests.Programs;

/// <summary>A run of the real kiosk program: until it listens, or until it has refused.</summary>
public sealed class KioskProgram : IAsyncDisposable
{
    readonly Process _process;
    readonly List<string> _said = [];

    KioskProgram(Process process) => _process = process;

    public int Id => _process.Id;

    public bool Listens { get; private set; }

    /// <summary>Of one that has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Lines of its standard output until it listened or ended.</summary>
    public IReadOnlyList<string> Said => _said;

    /// <summary>Its standard error; of one that has ended.</summary>
    public string Errors { get; private set; } = "";

    /// <summary>Where the kernel lacks what strict mode needs, the test is skipped with what the program would say.</summary>
    public static void SkipWithoutMechanisms()
    {
        try
        {
            LandlockAbi.OfThisKernel();
            Machine.Here();
        }
        catch (StrictModeException missing)
        {
            Assert.Skip(missing.Message);
        }
    }

    /// <param name="shell">What a shell does before it becomes the program: limits, open files.</param>
    /// <param name="launcher">A program that becomes it, or has it as a child.</param>
    /// <param name="without">What is left out of strict mode.</param>
    public static async Task<KioskProgram> StartAsync(KioskFolder folder, string shell = ":", IReadOnlyList<string>? launcher = null, string without = "", string output = "")
    {
        SkipWithoutMechanisms();
        string[] program = [.. launcher ?? [], "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "KioskSim.Kiosk.App.dll"), "--deployment", folder.Folder];
        var start = new ProcessStartInfo("bash", ["-c", $"{shell}; exec \"$@\"{output}", "bash", .. program])
        {
            WorkingDirectory = folder.Temporary,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = folder.Temporary, ["HOME"] = folder.Temporary, ["DOTNET_TieredPGO"] = "0", [Omission.Variable] = without },
        };
        var run = new KioskProgram(Process.Start(start)!);
        try
        {
            await run.ListenOrEndAsync(folder.IsStrict);
            return run;
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a signal and waits for the end.</summary>
    public async Task EndAsync(string signal)
    {
        ForeignProgram.RunWell("procps", "kill", ["-s", signal, $"{Id}"]);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    // In strict mode it also says what holds, before that it listens or after.
    async Task ListenOrEndAsync(bool awaitsProof)
    {
        var errors = _process.StandardError.ReadToEndAsync();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _said.Add(line);
            Listens |= line == "listening";
            awaitsProof &= !line.Contains("Strict mode holds", StringComparison.Ordinal);
            if (Listens && !awaitsProof)
                return;
        }

        Errors = (await errors).Trim();
        await _process.WaitForExitAsync();
    }
}
