using System.Globalization;
using KioskSim.Kiosk.Memory;

namespace KioskSim.Kiosk.Tests.Memory;

/// <summary>What the kernel says of this process's locked memory. Tests that compare it run alone.</summary>
[CollectionDefinition(nameof(LockedMemory), DisableParallelization = true)]
public sealed class LockedMemory
{
    /// <summary>Kilobytes that can never be swapped out.</summary>
    public static long Kilobytes => long.Parse(
        File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmLck:", StringComparison.Ordinal))[6..^2], CultureInfo.InvariantCulture);

    /// <summary>The kernel's flags of the pages at an address; empty when nothing is mapped there.</summary>
    public static string FlagsAt(nuint address)
    {
        var inside = false;
        foreach (var line in File.ReadLines("/proc/self/smaps"))
        {
            if (line.Split(' ')[0].Split('-') is [var from, var to]
                && nuint.TryParse(from, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var first)
                && nuint.TryParse(to, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var end))
                inside = address >= first && address < end;
            else if (inside && line.StartsWith("VmFlags:", StringComparison.Ordinal))
                return line;
        }

        return "";
    }

    public static void SkipIfForbidden()
    {
        using var vault = new SessionVault(1, mustLock: false);
        if (!vault.IsLocked)
            Assert.Skip("This system lets no memory be locked (ulimit -l).");
    }
}
