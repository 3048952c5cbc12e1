namespace KioskSim.Strict.Kernel;

#pragma warning disable RS0030 // The runtime has laid its port down in the folder for temporary files before any line of ours ran: it is taken away again.

/// <summary>The door by which a .NET program lets others trace, dump and debug it. It is there by default.</summary>
static class DiagnosticsPort
{
    const string Switch = "DOTNET_EnableDiagnostics";

    static readonly string[] Files = ["dotnet-diagnostic-", "clr-debug-pipe-"];

    /// <summary>
    /// A program that begins anew would leave behind what its first runtime laid down. What an earlier program of the same number left lies there too: it is
    /// somebody else's, and not this one's to take away.
    /// </summary>
    public static void RemoveOwnFiles()
    {
        if (!Directory.Exists(Path.GetTempPath()))
            return; // then there was nowhere to lay it down
        foreach (var name in Files)
        {
            foreach (var file in Directory.EnumerateFiles(Path.GetTempPath(), $"{name}{Environment.ProcessId}-{Proc.StartTime}-*"))
                File.Delete(file);
        }
    }

    public static Safeguard IsAbsent { get; } = new(Omission.Diagnostics, () =>
        Environment.GetEnvironmentVariable(Switch) == "0" && !Proc.NamedSockets.Any(s => s.Contains($"/{Files[0]}{Environment.ProcessId}-", StringComparison.Ordinal))
            ? null
            : $"the runtime has a diagnostics port ({Switch})");
}

#pragma warning restore RS0030
