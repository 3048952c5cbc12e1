using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace KioskSim.Simulation.Network;

/// <summary>The body of an answer: each flush sends a piece.</summary>
sealed class AnswerBody(Action<byte[]> send) : PipeWriter, IHttpResponseBodyFeature
{
    readonly ArrayBufferWriter<byte> _buffer = new();

    public Stream Stream => AsStream();

    public PipeWriter Writer => this;

    public void Flush()
    {
        if (_buffer.WrittenCount == 0)
            return;
        send(_buffer.WrittenSpan.ToArray());
        _buffer.ResetWrittenCount();
    }

    public override void Advance(int bytes) => _buffer.Advance(bytes);

    public override Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Flush();
        return ValueTask.FromResult(new FlushResult(isCanceled: cancellationToken.IsCancellationRequested, isCompleted: false));
    }

    public override void CancelPendingFlush()
    {
        // None is ever pending.
    }

    public override void Complete(Exception? exception = null)
    {
        // What was flushed is on its way; what was not goes with the end of the exchange.
    }

    public void DisableBuffering()
    {
        // There is none beyond a flush.
    }

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public Task CompleteAsync() => Task.CompletedTask;

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing on a line of the flow is a file.");
}
