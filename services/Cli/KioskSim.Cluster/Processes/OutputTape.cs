using System.Text;

namespace KioskSim.Cluster.Processes;

/// <summary>What a process writes, byte for byte: a program that is not read stands still once the pipe is full.</summary>
/// <param name="awaited">A line that somebody waits for.</param>
sealed class OutputTape(string? awaited = null)
{
    readonly Lock _lock = new();
    readonly MemoryStream _recorded = new();
    readonly TaskCompletionSource<bool> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the awaited line was written; false: it ended without it.</summary>
    public Task<bool> Said => _said.Task;

    public byte[] Recorded
    {
        get
        {
            lock (_lock)
                return _recorded.ToArray();
        }
    }

    public string Text => Encoding.UTF8.GetString(Recorded);

    public string? LastLine => Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();

    /// <summary>Completes when the other end is closed.</summary>
    public async Task RecordAsync(Stream stream)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_lock)
                _recorded.Write(buffer.AsSpan(0, read));
            if (awaited is not null && !_said.Task.IsCompleted && $"\n{Text}".Contains($"\n{awaited}\n", StringComparison.Ordinal))
                _said.TrySetResult(true);
        }

        _said.TrySetResult(false);
    }
}
