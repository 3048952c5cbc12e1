using System.Runtime.InteropServices;

namespace KioskSim.Sweep.Memory;

/// <summary>Which pages of a process exist at all (/proc/&lt;id&gt;/pagemap): the heap of a .NET program reserves far more than it uses.</summary>
sealed class PageTable(string file) : IDisposable
{
    const ulong PresentOrSwapped = 3UL << 62;
    const int EntriesARead = 64 * 1024;

    readonly FileStream _entries = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
    readonly byte[] _buffer = new byte[EntriesARead * sizeof(ulong)];

    /// <summary>Ranges of addresses in a mapping, the first to behind the last, that hold something, in memory or swapped out.</summary>
    public IEnumerable<(long From, long To)> Ranges(Mapping mapping)
    {
        var page = Environment.SystemPageSize;
        var begun = -1L;
        for (var at = mapping.From; at < mapping.To;)
        {
            var entries = Read(at / page, (int)Math.Min(EntriesARead, (mapping.To - at) / page));
            if (entries == 0)
                break;
            for (var i = 0; i < entries; i++, at += page)
            {
                var isThere = (MemoryMarshal.Read<ulong>(_buffer.AsSpan(i * sizeof(ulong))) & PresentOrSwapped) != 0;
                if (isThere == begun >= 0)
                    continue;
                if (!isThere)
                    yield return (begun, at);
                begun = isThere ? at : -1;
            }
        }

        if (begun >= 0)
            yield return (begun, mapping.To);
    }

    public void Dispose() => _entries.Dispose();

    int Read(long entry, int count)
    {
        _entries.Position = entry * sizeof(ulong);
        return _entries.ReadAtLeast(_buffer.AsSpan(0, count * sizeof(ulong)), count * sizeof(ulong), throwOnEndOfStream: false) / sizeof(ulong);
    }
}
