using System.Globalization;
using System.Text;

namespace KioskSim.Strict.Kernel;

#pragma warning disable RS0030 // What the kernel says of this process lies under /proc: nothing there is kept, and no other file is read here.

/// <summary>This process, as the kernel sees it (proc(5)).</summary>
static class Proc
{
    /// <summary>The command line, argument by argument.</summary>
    public static IReadOnlyList<string> CommandLine => Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).TrimEnd('\0').Split('\0');

    /// <summary>When it started, in the kernel's ticks: tells it from an earlier process of the same number, and stays as it is where a program begins anew.</summary>
    public static string StartTime
    {
        get
        {
            const int Field = 22;
            const int FirstAfterName = 3; // the name is in brackets and may have anything in it
            var stat = File.ReadAllText("/proc/self/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[Field - FirstAfterName];
        }
    }

    /// <summary>Of every thread, a line of its status: <c>Seccomp</c>, <c>NoNewPrivs</c>.</summary>
    public static IEnumerable<string> OfThreads(string name) => Directory.GetDirectories("/proc/self/task").SelectMany(t => Status(t, name));

    /// <summary>Open files: number and what it is, as <c>/proc/self/fd</c> shows it.</summary>
    public static IEnumerable<(int Number, string Target)> OpenFiles()
    {
        foreach (var file in new DirectoryInfo("/proc/self/fd").GetFiles())
        {
            if (TargetOf(file) is { } target)
                yield return (int.Parse(file.Name, CultureInfo.InvariantCulture), target);
        }
    }

    /// <summary>Names of the sockets of this machine that have one in the file system.</summary>
    public static IEnumerable<string> NamedSockets =>
        File.ReadLines("/proc/self/net/unix").Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(c => c.Length == 8).Select(c => c[7]);

    // A thread that has ended meanwhile has no status.
    static IEnumerable<string> Status(string thread, string name)
    {
        try
        {
            return [.. File.ReadLines($"{thread}/status").Where(l => l.StartsWith($"{name}:", StringComparison.Ordinal)).Select(l => l[(name.Length + 1)..].Trim())];
        }
        catch (IOException)
        {
            return [];
        }
    }

    // The listing itself is open while it is made, and gone afterwards.
    static string? TargetOf(FileInfo file)
    {
        try
        {
            return file.LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

#pragma warning restore RS0030
