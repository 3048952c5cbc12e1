using Grpc.Core;

namespace KioskSim.Hosting.Spreading;

/// <summary>
/// Spreads calls over the servers of one service in turn. A call that a server cannot have taken is given to the next one. Where a call begins a session, the calls
/// after it go where it began, as long as that server takes them.
/// </summary>
/// <param name="beginsSession">Of a method.</param>
public sealed class SpreadInvoker(ServerList servers, Func<IMethod, bool> beginsSession, TimeProvider clock) : CallInvoker
{
    /// <summary>How often all servers are gone through for a call that none has taken: they may have been restarted one after the other, just where the call came.</summary>
    const int Rounds = 3;

    static readonly TimeSpan BetweenRounds = TimeSpan.FromMilliseconds(100);

    volatile Server? _session;

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        AsyncUnaryCall(method, host, options, request).GetAwaiter().GetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new UnaryCall<TRequest, TResponse>(this, method, host, options, request);
        return new(call.RunAsync(), call.HeadersAsync(), call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        ForStream(options).Calls.AsyncServerStreamingCall(method, host, options, request);

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var server = ForStream(options);
        var call = server.Calls.AsyncClientStreamingCall(method, host, options);
        _ = NoteAsync(server, call.ResponseAsync);
        return call;
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        ForStream(options).Calls.AsyncDuplexStreamingCall(method, host, options);

    // A stream is written to before anybody knows whether it was taken: it is given to one server, and whoever reads it handles its end.
    Server ForStream(CallOptions options) => _session ?? servers.NextAsync([], options.CancellationToken).AsTask().GetAwaiter().GetResult() ?? throw NobodyThere();

    static async Task NoteAsync(Server server, Task end)
    {
        try
        {
            await end;
            server.Took();
        }
        catch (RpcException e) when (NotTaken.Says(e))
        {
            server.LeaveOut();
        }
        catch (Exception)
        {
            // It is the caller's to hear of.
        }
    }

    static RpcException NobodyThere() => new(new Status(StatusCode.Unavailable, "The service has no address now."));

    sealed class UnaryCall<TRequest, TResponse>(SpreadInvoker all, Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
        where TRequest : class
        where TResponse : class
    {
        readonly TaskCompletionSource<AsyncUnaryCall<TResponse>> _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        volatile AsyncUnaryCall<TResponse>? _current;
        volatile bool _disposed;

        public async Task<TResponse> RunAsync()
        {
            try
            {
                return await TryAsync();
            }
            finally
            {
                if (_current is { } last)
                    _taken.TrySetResult(last);
                else
                    _taken.TrySetCanceled();
            }
        }

        public async Task<Metadata> HeadersAsync() => await (await _taken.Task).ResponseHeadersAsync;

        public Status GetStatus() => Current.GetStatus();

        public Metadata GetTrailers() => Current.GetTrailers();

        public void Dispose()
        {
            _disposed = true;
            _current?.Dispose();
        }

        AsyncUnaryCall<TResponse> Current => _current ?? throw new InvalidOperationException("The call has not ended.");

        async Task<TResponse> TryAsync()
        {
            var begins = all.BeginsSession(method);
            var tried = new List<Server>();
            var round = 1;
            var server = (begins ? null : all._session) ?? await NextAsync(tried) ?? throw NobodyThere();
            while (true)
            {
                try
                {
                    return await AskAsync(server, begins);
                }
                catch (RpcException e) when (NotTaken.Says(e))
                {
                    server.LeaveOut();
                    tried.Add(server);
                    server = await NextAsync(tried) ?? (round++ < Rounds ? await OnceMoreAsync(tried) : null);
                    if (server is null)
                        throw;
                }
            }
        }

        async Task<TResponse> AskAsync(Server server, bool begins)
        {
            _current = server.Calls.AsyncUnaryCall(method, host, options, request);
            if (_disposed)
                _current.Dispose();
            var answer = await _current.ResponseAsync;
            server.Took();
            if (begins || all._session is not null)
                all._session = server;
            return answer;
        }

        async Task<Server?> OnceMoreAsync(List<Server> tried)
        {
            await Task.Delay(BetweenRounds, all.Clock, options.CancellationToken);
            tried.Clear();
            return await NextAsync(tried);
        }

        ValueTask<Server?> NextAsync(IReadOnlyCollection<Server> tried) => all.Servers.NextAsync(tried, options.CancellationToken);
    }

    ServerList Servers => servers;

    TimeProvider Clock => clock;

    bool BeginsSession(IMethod method) => beginsSession(method);
}
