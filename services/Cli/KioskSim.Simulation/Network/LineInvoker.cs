using System.Net;
using Grpc.Core;
using KioskSim.Hosting;
using KioskSim.Hosting.Zones;

namespace KioskSim.Simulation.Network;

/// <summary>A caller's end of a simulated line.</summary>
sealed class LineInvoker(SimulatedLines lines, ZoneChannelOptions caller, IPEndPoint server) : CallInvoker
{
    readonly Caller _who = caller.Credential.Holder;
    ServedHere? _trusted;

    public SimulatedLines Lines => lines;

    public Caller Who => _who;

    public ZoneChannelOptions Options => caller;

    public IPEndPoint Server => server;

    /// <summary>The other end, when it has been found to be who it should be, and has let the caller in; as at the handshake of TLS, once for each connection.</summary>
    /// <returns>Null: nobody is there, or one of the two does not trust the other.</returns>
    public ServedHere? Reach()
    {
        var served = lines.Find(server);
        if (served is null || served == _trusted)
            return served;
        var other = served.ListenerAt(server).Credential;
        var now = lines.Clock.GetUtcNow();
        if (!other.Trusts(caller.Credential.Certificate, now) || !caller.Credential.Trusts(other.Certificate, now) || other.Holder.Role != caller.Role)
            return null;
        return _trusted = served;
    }

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        throw new NotSupportedException("One thread cannot wait for itself.");

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new LineCall(this, method, options);
        call.Send(method.RequestMarshaller, request);
        call.EndRequests();
        call.Start();
        return new(call.ReadSingleAsync(method.ResponseMarshaller), call.Headers, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new LineCall(this, method, options);
        call.Send(method.RequestMarshaller, request);
        call.EndRequests();
        call.Start();
        return new(new Answers<TResponse>(call, method.ResponseMarshaller), call.Headers, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new LineCall(this, method, options);
        call.Start();
        return new(
            new Requests<TRequest>(call, method.RequestMarshaller), call.ReadSingleAsync(method.ResponseMarshaller), call.Headers, call.GetStatus, call.GetTrailers,
            call.Dispose);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new LineCall(this, method, options);
        call.Start();
        return new(
            new Requests<TRequest>(call, method.RequestMarshaller), new Answers<TResponse>(call, method.ResponseMarshaller), call.Headers, call.GetStatus, call.GetTrailers,
            call.Dispose);
    }

    sealed class Answers<T>(LineCall call, Marshaller<T> marshaller) : IAsyncStreamReader<T> where T : class
    {
        T? _current;

        public T Current => _current ?? throw new InvalidOperationException("There is no message.");

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            using var given = cancellationToken.Register(call.Dispose);
            _current = await call.ReadAsync(marshaller);
            return _current is not null;
        }
    }

    sealed class Requests<T>(LineCall call, Marshaller<T> marshaller) : IClientStreamWriter<T> where T : class
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message)
        {
            call.Send(marshaller, message);
            return Task.CompletedTask;
        }

        public Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : WriteAsync(message);

        public Task CompleteAsync()
        {
            call.EndRequests();
            return Task.CompletedTask;
        }
    }
}
