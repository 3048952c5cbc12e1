using Grpc.Core;
using KioskSim.Rpc.Client.Transport;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>
/// Whether and how a call has ended. Answer, deadline, cancellation and failure race; the first is the end and the rest change nothing.
/// The end is known before the token fires, so that whoever the token wakes finds it.
/// </summary>
sealed class CallLifetime(TimeProvider time, DateTime? deadline)
{
    readonly CancellationTokenSource _source = new();
    CallEnding? _ending;
    DeadlineTimer? _timer;
    CancellationTokenRegistration _caller;
    CancellationTokenRegistration _channel;
    volatile bool _disposed;

    /// <summary>Fires when the call has ended, whatever the end.</summary>
    public CancellationToken Token => _source.Token;

    public CallEnding? Ending => Volatile.Read(ref _ending);

    /// <summary>Null without a deadline.</summary>
    public TimeSpan? TimeLeft => deadline - time.GetUtcNow().UtcDateTime;

    /// <summary>The caller or its channel threw the call away.</summary>
    public bool IsDisposed => _disposed;

    public void Watch(CancellationToken caller, CancellationToken channel)
    {
        _caller = caller.UnsafeRegister(static state => ((CallLifetime)state!).Cancel(), this);
        _channel = channel.UnsafeRegister(static state => ((CallLifetime)state!).Dispose(), this);
        if (HasPassed)
            End(DeadlineExceeded);
        else if (deadline is { } moment && Ending is null)
            _timer = new DeadlineTimer(time, moment, () => End(DeadlineExceeded));
        if (Ending is not null)
            Release();
    }

    public void End(Status status) => End(new CallEnding(status, null));

    public void End(CallEnding ending)
    {
        if (Interlocked.CompareExchange(ref _ending, ending, null) is not null)
            return;
        Release();
        _source.Cancel();
    }

    public void Cancel() => End(new Status(StatusCode.Cancelled, "The call was cancelled by its caller."));

    public void Dispose()
    {
        _disposed = true;
        End(new Status(StatusCode.Cancelled, "The call was disposed."));
    }

    /// <summary>Ends the call for this cause unless it has ended, and gives the exception for the end it has.</summary>
    public RpcException Fail(Exception cause)
    {
        if (Ending is null)
            End(Explain(cause));
        return Ending!.ToException();
    }

    /// <summary>What this cause means for a call that has not ended.</summary>
    // The server may see the deadline first and break the call off (PROTOCOL-HTTP2.md, "Client Cancellation").
    public Status Explain(Exception cause) => HasPassed ? DeadlineExceeded : TransportFailure.ToStatus(cause);

    static Status DeadlineExceeded => new(StatusCode.DeadlineExceeded, "The deadline of the call has passed.");

    bool HasPassed => TimeLeft <= TimeSpan.Zero;

    void Release()
    {
        _timer?.Dispose();
        _caller.Unregister();
        _channel.Unregister();
    }
}
