namespace Grpc.Core;

/// <summary>The callbacks behind a call object, with the state they get, so that a call costs no closures.</summary>
readonly struct CallState(
    Func<object, Task<Metadata>> responseHeadersAsync, Func<object, Status> getStatus, Func<object, Metadata> getTrailers,
    Action<object> dispose, object state)
{
    public CallState(Task<Metadata> responseHeadersAsync, Func<Status> getStatus, Func<Metadata> getTrailers, Action dispose)
        : this(
            static state => ((Callbacks)state).ResponseHeadersAsync,
            static state => ((Callbacks)state).GetStatus(),
            static state => ((Callbacks)state).GetTrailers(),
            static state => ((Callbacks)state).Dispose(),
            new Callbacks(responseHeadersAsync, getStatus, getTrailers, dispose))
    {
    }

    public Task<Metadata> ResponseHeadersAsync() => responseHeadersAsync(state);

    public Status GetStatus() => getStatus(state);

    public Metadata GetTrailers() => getTrailers(state);

    public void Dispose() => dispose(state);

    sealed record Callbacks(Task<Metadata> ResponseHeadersAsync, Func<Status> GetStatus, Func<Metadata> GetTrailers, Action Dispose);
}
