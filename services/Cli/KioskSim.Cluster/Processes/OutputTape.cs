using System.Text;

namespace KioskSim.Cluster.Processes;

/// <summary>What a process writes, byte for byte: a program that is not read stands still once the pipe is full.</summary>
sealed class OutputTape
{
    readonly Lock _lock = new();
    readonly MemoryStream _recorded = new();
    readonly TaskCompletionSource<string?> _firstLine = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Null: it ended without one.</summary>
    public Task<string?> FirstLine => _firstLine.Task;

    public byte[] Recorded
    {
        get
        {
            lock (_lock)
                return _recorded.ToArray();
        }
    }

    public string Text => Encoding.UTF8.GetString(Recorded);

    /// <summary>Completes when the other end is closed.</summary>
    public async Task RecordAsync(Stream stream)
    {
        var buffer = new byte[4096];
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            lock (_lock)
                _recorded.Write(buffer.AsSpan(0, read));
            if (!_firstLine.Task.IsCompleted && Text is var text && text.IndexOf('\n') is >= 0 and var end)
                _firstLine.TrySetResult(text[..end]);
        }

        _firstLine.TrySetResult(null);
    }
}
