using System.Globalization;

namespace KioskSim.Testing.Processes;

/// <summary>Searches the memory of another process of ours, every readable page that is not a file's.</summary>
public static class ProcessMemory
{
    const int Chunk = 4 * 1024 * 1024;

    /// <summary>Those of the patterns that are in there.</summary>
    public static IReadOnlyList<byte[]> Find(int process, IReadOnlyList<byte[]> patterns)
    {
        var found = new HashSet<byte[]>();
        var longest = patterns.Max(p => p.Length);
        var buffer = new byte[Chunk + longest];
        using var memory = new FileStream($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach (var (from, to) in Regions(process))
        {
            for (var at = from; at < to; at += Chunk)
            {
                var wanted = (int)Math.Min(buffer.Length, to - at);
                var read = Read(memory, at, buffer.AsSpan(0, wanted));
                foreach (var pattern in patterns.Where(p => !found.Contains(p) && buffer.AsSpan(0, read).IndexOf(p) >= 0).ToList())
                    found.Add(pattern);
            }
        }

        return [.. found];
    }

    // Programs and libraries are mapped files: what they hold was there before anybody came.
    static IEnumerable<(long From, long To)> Regions(int process)
    {
        foreach (var line in File.ReadLines($"/proc/{process}/maps"))
        {
            var columns = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            var isFile = columns.Length > 5 && columns[5].StartsWith('/') && !columns[5].StartsWith("/memfd:", StringComparison.Ordinal);
            if (!columns[1].StartsWith('r') || isFile || (columns.Length > 5 && columns[5].StartsWith("[v", StringComparison.Ordinal)))
                continue;
            var ends = columns[0].Split('-');
            yield return (long.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), long.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
    }

    static int Read(FileStream memory, long at, Span<byte> into)
    {
        try
        {
            memory.Seek(at, SeekOrigin.Begin);
            return memory.Read(into);
        }
        catch (IOException)
        {
            return 0; // reserved and never touched, or gone meanwhile
        }
    }
}
