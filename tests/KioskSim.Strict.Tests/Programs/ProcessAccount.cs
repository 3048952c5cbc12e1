using System.Globalization;

namespace KioskSim.Strict.Tests.Programs;

/// <summary>What the kernel says of another process (proc(5)).</summary>
static class ProcessAccount
{
    /// <summary>Bytes that it has written since it began: by calls (<c>wchar</c>, sockets by send not counted), and to disks (<c>write_bytes</c>).</summary>
    public static (long ByCalls, long ToDisks) Written(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/io").Select(l => l.Split(": ")).ToDictionary(l => l[0], l => long.Parse(l[1], CultureInfo.InvariantCulture));
        return (lines["wchar"], lines["write_bytes"]);
    }

    /// <summary>A line of its status: <c>Seccomp</c>, <c>NoNewPrivs</c>, <c>Uid</c>.</summary>
    public static string Status(int process, string name) =>
        File.ReadLines($"/proc/{process}/status").Single(l => l.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    /// <summary>Soft and hard limit: <c>Max file size</c>, <c>Max core file size</c>.</summary>
    public static string[] Limit(int process, string name) =>
        File.ReadLines($"/proc/{process}/limits").Single(l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[..2];

    /// <summary>What it has open to be written and lies in a file system.</summary>
    public static IReadOnlyList<string> WritableFiles(int process) =>
    [
        .. new DirectoryInfo($"/proc/{process}/fd").GetFiles()
            .Where(f => IsWritable(process, f.Name)).Select(f => f.LinkTarget ?? "").Where(t => t.StartsWith('/') && !t.StartsWith("/dev/", StringComparison.Ordinal)),
    ];

    static bool IsWritable(int process, string number)
    {
        try
        {
            var flags = File.ReadLines($"/proc/{process}/fdinfo/{number}").Single(l => l.StartsWith("flags:", StringComparison.Ordinal))[6..].Trim();
            return (Convert.ToInt32(flags, 8) & 3) != 0;
        }
        catch (FileNotFoundException)
        {
            return false; // closed since it was listed
        }
    }
}
