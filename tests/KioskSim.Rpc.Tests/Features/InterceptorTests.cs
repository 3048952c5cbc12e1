using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Rpc.Tests.Features;

public sealed class InterceptorTests
{
    [Fact]
    public async Task Server_interceptors_run_in_the_order_of_their_registration_those_of_all_services_outside()
    {
        var trace = new ConcurrentQueue<string>();
        await using var host = await RpcHost.StartAsync(
            services: services => services.AddSingleton(trace).AddGrpc()
                .AddServiceOptions<TestServiceImpl>(static options => options.Interceptors.Add<Tracing>("c")),
            options: static options =>
            {
                options.Interceptors.Add<Tracing>("a");
                options.Interceptors.Add<Tracing>("b");
            });
        var client = host.Client();
        string[] expected = ["a in", "b in", "c in", "c out", "b out", "a out"];

        await client.EmptyCallAsync(new Empty());
        Assert.Equal(expected, trace);
        trace.Clear();
        using var upload = client.StreamingInputCall();
        await upload.RequestStream.CompleteAsync();
        await upload;
        Assert.Equal(expected, trace);
        trace.Clear();
        using var download = client.StreamingOutputCall(new StreamingOutputCallRequest());
        Assert.False(await download.ResponseStream.MoveNext());
        Assert.Equal(expected, trace);
        trace.Clear();
        using var duplex = client.FullDuplexCall();
        await duplex.RequestStream.CompleteAsync();
        Assert.False(await duplex.ResponseStream.MoveNext());
        Assert.Equal(expected, trace);
    }

    [Fact]
    public async Task An_interceptor_that_refuses_a_call_keeps_it_from_its_handler()
    {
        await using var host = await RpcHost.StartAsync(options: static options => options.Interceptors.Add<Refusing>());
        var error = await Assert.ThrowsAsync<RpcException>(() => host.Client().EmptyCallAsync(new Empty()).ResponseAsync);
        Assert.Equal(StatusCode.PermissionDenied, error.StatusCode);
        Assert.Equal("000-02", error.Trailers.GetValue("x-approval"));
        Assert.Equal(0, host.Handlers.Total);
    }

    [Fact]
    public async Task An_interceptor_from_the_container_is_shared_and_one_made_for_a_call_is_disposed_after_it()
    {
        var log = new ConcurrentQueue<string>();
        await using var host = await RpcHost.StartAsync(
            services: services => services.AddSingleton(log).AddSingleton<Shared>(),
            options: static options =>
            {
                options.Interceptors.Add<Shared>();
                options.Interceptors.Add<Own>();
            });
        var client = host.Client();
        await client.EmptyCallAsync(new Empty());
        await client.EmptyCallAsync(new Empty());
        // A call's answer is out before its interceptor is disposed.
        await host.DisposeAsync();
        Assert.Equal(["own disposed", "own disposed", "shared disposed"], log);
    }

    [Fact]
    public async Task A_context_that_an_interceptor_wraps_still_leads_to_the_http_request()
    {
        await using var host = await RpcHost.StartAsync(options: static options => options.Interceptors.Add<Wrapping>());
        using var call = host.Client().EmptyCallAsync(new Empty(), new Metadata { { "x-grpc-test-echo-initial", "v" } });
        await call;
        Assert.Equal("v", (await call.ResponseHeadersAsync).GetValue("x-grpc-test-echo-initial"));
    }

    [Fact]
    public async Task Client_interceptors_see_a_call_outermost_first_and_can_change_it()
    {
        await using var host = await RpcHost.StartAsync();
        var trace = new ConcurrentQueue<string>();
        var invoker = host.Channel().Intercept(new ClientTracing("b", trace), new ClientTracing("c", trace))
            .Intercept(new ClientTracing("a", trace))
            .Intercept(static metadata =>
            {
                metadata.Add("x-grpc-test-echo-initial", "added");
                return metadata;
            });
        var client = new TestService.TestServiceClient(invoker);
        using var call = client.EmptyCallAsync(new Empty());
        await call;
        Assert.Equal(["a", "b", "c"], trace);
        Assert.Equal("added", (await call.ResponseHeadersAsync).GetValue("x-grpc-test-echo-initial"));

        trace.Clear();
        client.EmptyCall(new Empty());
        client.StreamingInputCall().Dispose();
        client.StreamingOutputCall(new StreamingOutputCallRequest()).Dispose();
        client.FullDuplexCall().Dispose();
        Assert.Equal(4 * 3, trace.Count);
    }

    sealed class Tracing(string name, ConcurrentQueue<string> trace) : Interceptor
    {
        public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            using var _ = Around();
            return await continuation(request, context);
        }

        public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
            ClientStreamingServerMethod<TRequest, TResponse> continuation)
        {
            using var _ = Around();
            return await continuation(requestStream, context);
        }

        public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            ServerStreamingServerMethod<TRequest, TResponse> continuation)
        {
            using var _ = Around();
            await continuation(request, responseStream, context);
        }

        public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation)
        {
            using var _ = Around();
            await continuation(requestStream, responseStream, context);
        }

        Leaving Around()
        {
            trace.Enqueue($"{name} in");
            return new(() => trace.Enqueue($"{name} out"));
        }
    }

    readonly struct Leaving(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }

    sealed class Refusing : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            throw new RpcException(
                new Status(StatusCode.PermissionDenied, "No row in the table."), new Metadata { { "x-approval", "000-02" } });
    }

    sealed class Shared(ConcurrentQueue<string> log) : Interceptor, IDisposable
    {
        public void Dispose() => log.Enqueue("shared disposed");
    }

    sealed class Own(ConcurrentQueue<string> log) : Interceptor, IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            log.Enqueue("own disposed");
            return default;
        }
    }

    sealed class Wrapping : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
            continuation(request, new Wrapper(context));
    }

    sealed class Wrapper(ServerCallContext inner) : ServerCallContext
    {
        protected override string MethodCore => inner.Method;

        protected override string HostCore => inner.Host;

        protected override string PeerCore => inner.Peer;

        protected override DateTime DeadlineCore => inner.Deadline;

        protected override Metadata RequestHeadersCore => inner.RequestHeaders;

        protected override CancellationToken CancellationTokenCore => inner.CancellationToken;

        protected override Metadata ResponseTrailersCore => inner.ResponseTrailers;

        protected override Status StatusCore
        {
            get => inner.Status;
            set => inner.Status = value;
        }

        protected override WriteOptions? WriteOptionsCore
        {
            get => inner.WriteOptions;
            set => inner.WriteOptions = value;
        }

        protected override AuthContext AuthContextCore => inner.AuthContext;

        protected override IDictionary<object, object> UserStateCore => inner.UserState;

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => inner.WriteResponseHeadersAsync(responseHeaders);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            inner.CreatePropagationToken(options);
    }

    sealed class ClientTracing(string name, ConcurrentQueue<string> trace) : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Enqueue(name);
            return continuation(request, context);
        }

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Enqueue(name);
            return continuation(request, context);
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Enqueue(name);
            return continuation(context);
        }

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
            AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Enqueue(name);
            return continuation(request, context);
        }

        public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
        {
            trace.Enqueue(name);
            return continuation(context);
        }
    }
}
