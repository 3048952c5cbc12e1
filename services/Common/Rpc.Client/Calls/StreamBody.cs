using System.Net;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>A body that stays open for a writer until it is completed or the call ends.</summary>
sealed class StreamBody(CallLifetime lifetime) : HttpContent
{
    readonly TaskCompletionSource<Stream> _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The stream to write to, once the transport asks for the body. Ends with the call, should it never ask.</summary>
    public Task<Stream> OpenedAsync() => _opened.Task.WaitAsync(lifetime.Token);

    public void Complete() => _completed.TrySetResult();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_opened.Task.IsCompleted)
            throw new IOException("A stream of requests cannot be sent a second time.");
        try
        {
            // The headers go out now: the server may answer before there is a first message.
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
            _opened.TrySetResult(stream);
            await _completed.Task.WaitAsync(lifetime.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            // The server may have answered and closed the stream by now; a writer must not wait for a stream that never opens.
            _opened.TrySetException(error);
            _ = _opened.Task.Exception;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
