using System.Globalization;

namespace KioskSim.Sweep.Memory;

/// <summary>A piece of a process's address space.</summary>
/// <param name="From">First address.</param>
/// <param name="To">Behind the last.</param>
/// <param name="Path">The file behind it, or a name in brackets; empty: none.</param>
/// <param name="InUse">Bytes that are present or swapped out.</param>
/// <param name="Flags">As in <c>VmFlags</c> of proc(5).</param>
sealed record Mapping(long From, long To, string Permissions, string Path, long InUse, IReadOnlyList<string> Flags)
{
    /// <summary>Locked and kept out of dumps: how the kiosk asks for the memory that may hold a secret.</summary>
    public bool IsVault => Path.Length == 0 && Flags.Contains("lo") && Flags.Contains("dd");

    /// <summary>Pages of the kernel's or of a device's, which the process did not write and nobody else can read.</summary>
    public bool IsForeign => Path is "[vvar]" or "[vvar_vclock]" or "[vsyscall]" || Flags.Contains("io") || Flags.Contains("pf");

    /// <summary>For people: what kind of memory it is.</summary>
    public string Kind =>
        IsVault ? "vault (locked, not in dumps)"
        : Path is "[heap]" ? "native heap"
        : Path.StartsWith("[stack", StringComparison.Ordinal) ? "main stack"
        : Path.Length == 0 ? Permissions.StartsWith("---", StringComparison.Ordinal) ? "memory without access" : "anonymous memory"
        : Path;

    /// <param name="smaps">Of a process, /proc/&lt;id&gt;/smaps.</param>
    public static IEnumerable<Mapping> Read(IEnumerable<string> smaps)
    {
        Mapping? current = null;
        foreach (var line in smaps)
        {
            var words = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].EndsWith(':') && words[0].Split('-') is [var from, var to])
            {
                if (current is not null)
                    yield return current;
                current = new Mapping(Address(from), Address(to), words[1], words.Length > 5 ? words[5] : "", 0, []);
            }
            else if (words[0] is "Rss:" or "Swap:")
            {
                current = current! with { InUse = current.InUse + 1024 * long.Parse(words[1], CultureInfo.InvariantCulture) };
            }
            else if (words[0] is "VmFlags:")
            {
                current = current! with { Flags = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..] };
            }
        }

        if (current is not null)
            yield return current;
    }

    // [vsyscall] lies above what a signed number holds.
    static long Address(string text) => (long)ulong.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
