using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Reports;
using Microsoft.Win32.SafeHandles;

namespace KioskSim.Sweep.Memory;

/// <summary>All that a process has in memory: every page that exists in any mapping, and the registers of every thread.</summary>
sealed class ProcessSweep(PatternSet patterns)
{
    const int Chunk = 4 * 1024 * 1024;

    readonly byte[] _buffer = new byte[Chunk + patterns.Longest];

    /// <exception cref="SweepException">It is gone, or may not be looked into.</exception>
    public IReadOnlyList<Area> Sweep(SweptProcess target)
    {
        using var stopped = StoppedProcess.Stop(target.Id, target.Name);
        return [Memory(stopped, target.Name), Registers(stopped, target.Name)];
    }

    Area Memory(StoppedProcess process, string name)
    {
        var (bytes, unreadable, mappings, vaults) = (0L, 0L, 0, 0);
        var hits = new List<Hit>();
        using var memory = Linux.Open($"/proc/{process.Id}/mem");
        using var pages = new PageTable($"/proc/{process.Id}/pagemap");
        foreach (var mapping in Mapping.Read(File.ReadLines($"/proc/{process.Id}/smaps")).ToList())
        {
            vaults += mapping.IsVault ? 1 : 0;
            if (mapping.InUse == 0 || mapping.IsForeign)
                continue;
            mappings++;
            var found = new List<Run>();
            foreach (var (from, to) in pages.Ranges(mapping))
            {
                var read = Search(memory, from, to, found);
                bytes += read;
                unreadable += to - from - read;
            }

            hits.AddRange(found.Select(run => Hit.Of(run, $"{mapping.Kind} at {run.At:x}")));
        }

        return new Area(AreaKind.Memory, name, mappings, bytes, hits) { Unreadable = unreadable, Vaults = vaults };
    }

    Area Registers(StoppedProcess process, string name)
    {
        var bytes = 0L;
        var hits = new List<Hit>();
        foreach (var (thread, registers) in process.Registers())
        {
            bytes += registers.Length;
            hits.AddRange(patterns.Find(registers).Select(run => Hit.Of(run, $"registers of thread {thread}")));
        }

        return new Area(AreaKind.Registers, name, process.Threads.Count(), bytes, hits);
    }

    // Pieces overlap, so that nothing is missed between two; what the overlap finds twice is one.
    long Search(SafeFileHandle memory, long from, long to, List<Run> found)
    {
        var (read, kept) = (0L, 0);
        for (var at = from; at < to;)
        {
            var wanted = (int)Math.Min(Chunk, to - at);
            var got = Linux.Read(memory, _buffer.AsSpan(kept, wanted), at);
            if (got <= 0)
            {
                at += Environment.SystemPageSize; // the page that cannot be read; those behind it perhaps can
                kept = 0;
                continue;
            }

            read += got;
            patterns.Find(_buffer.AsSpan(0, kept + got), at - kept, found);
            at += got;
            var tail = Math.Min(patterns.Longest - 1, kept + got);
            _buffer.AsSpan(kept + got - tail, tail).CopyTo(_buffer);
            kept = tail;
        }

        return read;
    }
}
