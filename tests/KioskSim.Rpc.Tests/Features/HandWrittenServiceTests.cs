using System.Buffers;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Raw;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Rpc.Tests.Features;

/// <summary>A service without generated code: what stands behind it in plain sight, with odder marshallers.</summary>
public sealed class HandWrittenServiceTests
{
    [Fact]
    public async Task A_service_with_its_own_marshallers_works()
    {
        await using var host = await StartAsync();
        var invoker = host.Channel().CreateCallInvoker();
        Assert.Equal("a!", await invoker.AsyncUnaryCall(Methods.Shout, null, default, "a"));
        Assert.Equal("b!", invoker.BlockingUnaryCall(Methods.Shout, null, default, "b"));
    }

    [Fact]
    public async Task A_serializer_that_fails_half_way_on_the_server_resets_the_stream()
    {
        await using var host = await StartAsync();
        var answer = await RawRequest.CallAsync(host.Address, RawRequest.Head(Methods.Tear.FullName), RawMessage.Of([1]));
        Assert.Equal(2u, answer.ResetCode);
        Assert.Null(answer.Status);
        var call = host.Channel().CreateCallInvoker().AsyncUnaryCall(Methods.Tear, null, default, "x");
        await call.ResponseAsync.FailsWith(StatusCode.Internal);
    }

    // A caller that goes away in the middle of a write is no error of the handler.
    [Fact]
    public async Task A_write_whose_token_fires_while_it_is_under_way_is_cancelled()
    {
        var ended = new TaskCompletionSource<Exception?>();
        await using var host = await StartAsync(services => services.AddSingleton(ended));
        using var call = host.Channel().CreateCallInvoker().AsyncServerStreamingCall(Methods.Leave, null, default, "x");
        await call.ResponseStream.MoveNext().FailsWith(StatusCode.Cancelled);
        Assert.IsType<OperationCanceledException>(await ended.Task);
    }

    [Fact]
    public async Task A_serializer_that_fails_on_the_client_fails_the_call()
    {
        await using var host = await StartAsync();
        var broken = new Method<string, string>(
            MethodType.Unary, Methods.Service, "Shout",
            new Marshaller<string>(static (_, _) => throw new FormatException(), static _ => ""), Marshallers.StringMarshaller);
        var call = host.Channel().CreateCallInvoker().AsyncUnaryCall(broken, null, default, "x");
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal((StatusCode.Internal, typeof(FormatException)), (error.StatusCode, error.InnerException!.GetType()));
    }

    [Fact]
    public async Task Endpoints_carry_their_method_and_the_attributes_of_service_and_handler()
    {
        await using var host = await StartAsync();
        var endpoint = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Single(static candidate => candidate.RoutePattern.RawText == Methods.Shout.FullName);
        Assert.Equal(typeof(Bytes), endpoint.Metadata.GetRequiredMetadata<GrpcMethodMetadata>().ServiceType);
        var tags = endpoint.Metadata.GetOrderedMetadata<TagsAttribute>().SelectMany(static attribute => attribute.Tags);
        Assert.Equal(["service", "method", "convention"], tags);
        Assert.Equal(["POST"], endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods);
    }

    [Fact]
    public async Task Mapping_what_is_no_service_or_without_AddGrpc_says_so()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RpcHost.StartAsync(map: static app => app.MapGrpcService<string>()));
        var bare = WebApplication.CreateEmptyBuilder(new());
        bare.WebHost.UseKestrelCore();
        bare.Services.AddRouting();
        await using var app = bare.Build();
        Assert.Contains("AddGrpc", Assert.Throws<InvalidOperationException>(() => app.MapGrpcService<Bytes>()).Message);
        Assert.Throws<ArgumentException>(() => new InterceptorCollection().Add(typeof(string)));
        Assert.Throws<ArgumentException>(() => new InterceptorCollection().Add(typeof(Interceptor)));
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 404)]
    public async Task Unknown_services_can_be_left_to_the_application(bool ignore, int expected)
    {
        await using var host = await RpcHost.StartAsync(options: options => options.IgnoreUnknownServices = ignore);
        var answer = await RawRequest.CallAsync(host.Address, RawRequest.Head("/nobody/Nothing"), []);
        Assert.Equal(expected, answer.HttpStatus);
    }

    static Task<RpcHost> StartAsync(Action<IServiceCollection>? services = null) => RpcHost.StartAsync(services: services, map: static app => app.MapGrpcService<Bytes>().WithTags("convention"));

    static class Methods
    {
        public const string Service = "hand.written.Bytes";

        public static readonly Method<string, string> Shout =
            new(MethodType.Unary, Service, "Shout", Marshallers.StringMarshaller, Marshallers.StringMarshaller);

        public static readonly Method<string, string> Tear = new(
            MethodType.Unary, Service, "Tear", Marshallers.StringMarshaller,
            new Marshaller<string>(
                static (_, context) =>
                {
                    context.SetPayloadLength(1000);
                    context.GetBufferWriter().Write("half"u8);
                    throw new FormatException();
                },
                static context => Marshallers.StringMarshaller.Deserializer(context.PayloadAsNewBuffer())));

        public static readonly Method<string, CancellationTokenSource> Leave = new(
            MethodType.ServerStreaming, Service, "Leave", Marshallers.StringMarshaller,
            new Marshaller<CancellationTokenSource>(
                static source =>
                {
                    source.Cancel();
                    return [];
                },
                static _ => throw new FormatException()));

        public static void BindService(ServiceBinderBase binder, BytesBase? service)
        {
            binder.AddMethod(Shout, service is null ? null : new UnaryServerMethod<string, string>(service.Shout));
            binder.AddMethod(Tear, service is null ? null : new UnaryServerMethod<string, string>(service.Tear));
            binder.AddMethod(Leave, service is null ? null : new ServerStreamingServerMethod<string, CancellationTokenSource>(service.Leave));
        }
    }

    [BindServiceMethod(typeof(Methods), nameof(Methods.BindService))]
    internal abstract class BytesBase
    {
        public abstract Task<string> Shout(string request, ServerCallContext context);

        public abstract Task<string> Tear(string request, ServerCallContext context);

        public abstract Task Leave(string request, IServerStreamWriter<CancellationTokenSource> responses, ServerCallContext context);
    }

    [Tags("service")]
    internal sealed class Bytes(TaskCompletionSource<Exception?>? ended = null) : BytesBase
    {
        [Tags("method")]
        public override Task<string> Shout(string request, ServerCallContext context) => Task.FromResult(request + "!");

        public override Task<string> Tear(string request, ServerCallContext context) => Task.FromResult(request);

        public override async Task Leave(string request, IServerStreamWriter<CancellationTokenSource> responses, ServerCallContext context)
        {
            using var source = new CancellationTokenSource();
            ended!.SetResult(await Record.ExceptionAsync(() => responses.WriteAsync(source, source.Token)));
        }
    }
}
