using Grpc.AspNetCore.Server;
using Grpc.Core;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>The handlers of a test, in place of the test service's.</summary>
sealed class Handlers
{
    public UnaryServerMethod<SimpleRequest, SimpleResponse>? Unary { get; init; }

    public ClientStreamingServerMethod<StreamingInputCallRequest, StreamingInputCallResponse>? Upload { get; init; }

    public ServerStreamingServerMethod<StreamingOutputCallRequest, StreamingOutputCallResponse>? Download { get; init; }

    public DuplexStreamingServerMethod<StreamingOutputCallRequest, StreamingOutputCallResponse>? Duplex { get; init; }

    public Task<RpcHost> StartAsync(
        TestAuthority? authority = null, Action<IServiceCollection>? services = null, Action<GrpcServiceOptions>? options = null) =>
        RpcHost.StartAsync(
            authority,
            collection =>
            {
                collection.AddSingleton(this);
                services?.Invoke(collection);
            },
            options,
            map: static app => app.MapGrpcService<Service>());

    internal sealed class Service(Handlers handlers) : TestService.TestServiceBase
    {
        public override Task<SimpleResponse> UnaryCall(SimpleRequest request, ServerCallContext context) =>
            handlers.Unary?.Invoke(request, context) ?? base.UnaryCall(request, context);

        public override Task<StreamingInputCallResponse> StreamingInputCall(
            IAsyncStreamReader<StreamingInputCallRequest> requestStream, ServerCallContext context) =>
            handlers.Upload?.Invoke(requestStream, context) ?? base.StreamingInputCall(requestStream, context);

        public override Task StreamingOutputCall(
            StreamingOutputCallRequest request, IServerStreamWriter<StreamingOutputCallResponse> responseStream,
            ServerCallContext context) =>
            handlers.Download?.Invoke(request, responseStream, context) ?? base.StreamingOutputCall(request, responseStream, context);

        public override Task FullDuplexCall(
            IAsyncStreamReader<StreamingOutputCallRequest> requestStream, IServerStreamWriter<StreamingOutputCallResponse> responseStream,
            ServerCallContext context) =>
            handlers.Duplex?.Invoke(requestStream, responseStream, context)
            ?? base.FullDuplexCall(requestStream, responseStream, context);
    }
}
