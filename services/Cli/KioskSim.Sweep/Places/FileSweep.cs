using System.Runtime.InteropServices;
using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Reports;
using Microsoft.Win32.SafeHandles;

namespace KioskSim.Sweep.Places;

/// <summary>Files, environments and whatever a process holds open.</summary>
sealed class FileSweep(PatternSet patterns)
{
    const int Chunk = 1024 * 1024;

    static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true,
    };

    readonly byte[] _buffer = new byte[Chunk + patterns.Longest];

    public Area Sweep(SweptFiles files)
    {
        var (count, bytes, unreadable) = (0, 0L, 0L);
        var hits = new List<Hit>();
        foreach (var file in files.Paths.SelectMany(Expand).Distinct(StringComparer.Ordinal))
        {
            if (files.Except.Any(e => file == e || file.StartsWith(e.TrimEnd('/') + '/', StringComparison.Ordinal)) || !IsFile(file, files.ChangedSince))
                continue;
            count++;
            Search(file, file, ref bytes, ref unreadable, hits);
        }

        return new Area(files.Kind, files.Name, count, bytes, hits) { Unreadable = unreadable };
    }

    /// <summary>What a process was started with.</summary>
    public Area Environment(SweptProcess process)
    {
        var (bytes, unreadable) = (0L, 0L);
        var hits = new List<Hit>();
        foreach (var (file, what) in (ReadOnlySpan<(string, string)>)[("environ", "environment"), ("cmdline", "command line")])
            Search($"/proc/{process.Id}/{file}", what, ref bytes, ref unreadable, hits);
        return new Area(AreaKind.Environment, process.Name, 2, bytes, hits) { Unreadable = unreadable };
    }

    /// <summary>Files that a process holds open, also those that no folder lists any more.</summary>
    public Area OpenFiles(SweptProcess process)
    {
        var (count, bytes, unreadable) = (0, 0L, 0L);
        var hits = new List<Hit>();
        foreach (var link in Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd"))
        {
            // Sockets, pipes and devices have no content to be read; what the runtime keeps its code in is searched as memory.
            if (new FileInfo(link).LinkTarget is not { } target || !target.StartsWith('/') || target.StartsWith("/dev/", StringComparison.Ordinal)
                || target.StartsWith("/proc/", StringComparison.Ordinal) || target.StartsWith("/memfd:doublemapper", StringComparison.Ordinal))
                continue;
            using var file = Linux.Open(link);
            if (!WasChanged(file, process.ChangedSince))
                continue;
            count++;
            Search(file, $"open file {target}", ref bytes, ref unreadable, hits);
        }

        return new Area(AreaKind.OpenFiles, process.Name, count, bytes, hits) { Unreadable = unreadable };
    }

    static IEnumerable<string> Expand(string path) => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", Everything) : [path];

    // What is empty is a pipe, a socket, or has nothing in it.
    static bool IsFile(string path, DateTimeOffset changedSince) =>
        new FileInfo(path) is { Exists: true, Length: > 0 } file && file.LastWriteTimeUtc >= changedSince.UtcDateTime;

    // By what is open: the file itself may be gone. What cannot be opened is left to the search, which says so.
    static bool WasChanged(SafeFileHandle file, DateTimeOffset since) => file.IsInvalid || File.GetLastWriteTimeUtc(file) >= since.UtcDateTime;

    void Search(string path, string where, ref long bytes, ref long unreadable, List<Hit> hits)
    {
        using var file = Linux.Open(path);
        Search(file, where, ref bytes, ref unreadable, hits);
    }

    /// <param name="file">Just opened: of one that is invalid, the last error says why.</param>
    void Search(SafeFileHandle file, string where, ref long bytes, ref long unreadable, List<Hit> hits)
    {
        var found = new List<Run>();
        var (at, kept) = (0L, 0);
        while (true)
        {
            var got = file.IsInvalid ? -1 : Linux.Read(file, _buffer.AsSpan(kept, Chunk), at);
            if (got < 0)
                unreadable += Marshal.GetLastPInvokeError() is Linux.NotThere or Linux.NotSeekable or Linux.IsFolder ? 0 : 1; // gone since it was listed, or no file
            if (got <= 0)
                break;
            patterns.Find(_buffer.AsSpan(0, kept + got), at - kept, found);
            at += got;
            var tail = Math.Min(patterns.Longest - 1, kept + got);
            _buffer.AsSpan(kept + got - tail, tail).CopyTo(_buffer);
            kept = tail;
        }

        bytes += at;
        hits.AddRange(found.Select(run => Hit.Of(run, $"{where} at byte {run.At}")));
    }
}
