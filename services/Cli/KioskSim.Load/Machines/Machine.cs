using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;

namespace KioskSim.Load.Machines;

/// <summary>On what a run was made, without which its figures say nothing.</summary>
/// <param name="Version">Of the program, with its commit.</param>
/// <param name="Cores">That the program may use.</param>
/// <param name="MemoryMegabytes">That it may use.</param>
public sealed record Machine(string Version, string Processor, int Cores, long MemoryMegabytes, string System, string Runtime, bool ServerGc)
{
    const long Megabyte = 1024 * 1024;

    public static Machine Here() => new(
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown",
        ReadProcessor(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Megabyte,
        RuntimeInformation.OSDescription, RuntimeInformation.FrameworkDescription, GCSettings.IsServerGC);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryMegabytes:N0} MB, {System}, {Runtime}, {(ServerGc ? "server" : "workstation")} GC, {Version}");

    static string ReadProcessor()
    {
        const string cpuInfo = "/proc/cpuinfo";
        var line = File.Exists(cpuInfo) ? File.ReadLines(cpuInfo).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? $"{RuntimeInformation.ProcessArchitecture}";
    }
}
