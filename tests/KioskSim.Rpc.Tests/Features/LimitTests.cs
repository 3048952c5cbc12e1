using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Rpc.Tests.Features;

public sealed class LimitTests
{
    // What stands around the payload in a message: two tags and two lengths.
    const int Around = 6;

    [Theory]
    [InlineData(1000 - Around, StatusCode.OK)]
    [InlineData(1000 - Around + 1, StatusCode.ResourceExhausted)]
    public async Task A_message_may_be_as_large_as_the_limit_in_each_direction_and_on_each_side(int size, StatusCode expected)
    {
        await using var roomy = await Echo().StartAsync();
        await using var tight = await Echo().StartAsync(options: static options => options.MaxReceiveMessageSize = 1000);
        await using var terse = await Echo().StartAsync(options: static options => options.MaxSendMessageSize = 1000);
        Assert.Equal(expected, await CallAsync(tight.Client(), size));
        Assert.Equal(expected, await CallAsync(terse.Client(), size));
        Assert.Equal(expected, await CallAsync(roomy.Client(static options => options.MaxReceiveMessageSize = 1000), size));
        Assert.Equal(expected, await CallAsync(roomy.Client(static options => options.MaxSendMessageSize = 1000), size));
    }

    [Fact]
    public async Task Four_mebibytes_are_the_limit_unless_set()
    {
        const int MiB4 = 4 << 20;
        const int AroundLarge = 10;
        await using var host = await Echo().StartAsync();
        Assert.Equal(StatusCode.OK, await CallAsync(host.Client(), MiB4 - AroundLarge));
        Assert.Equal(StatusCode.ResourceExhausted, await CallAsync(host.Client(), MiB4 - AroundLarge + 1));
    }

    [Fact]
    public async Task A_service_can_have_limits_of_its_own_and_starts_from_those_of_all()
    {
        await using var host = await Echo().StartAsync(
            services: static services => services.AddGrpc(static options => options.MaxSendMessageSize = 500)
                .AddServiceOptions<Handlers.Service>(static options => options.MaxReceiveMessageSize = 1000));
        Assert.Equal(StatusCode.OK, await CallAsync(host.Client(), 400));
        var error = await Assert.ThrowsAsync<RpcException>(() => host.Client().UnaryCallAsync(Request(700)).ResponseAsync);
        Assert.Contains("sent", error.Status.Detail);
        error = await Assert.ThrowsAsync<RpcException>(() => host.Client().UnaryCallAsync(Request(1001)).ResponseAsync);
        Assert.Contains("received", error.Status.Detail);
    }

    [Fact]
    public async Task A_large_message_passes_Kestrels_own_body_limit()
    {
        const int Size = 40_000_000;
        await using var host = await new Handlers
        {
            Unary = static (request, _) => Task.FromResult(new SimpleResponse { Username = $"{request.Payload.Body.Length}" }),
        }.StartAsync(options: static options => options.MaxReceiveMessageSize = null);
        Assert.Equal($"{Size}", (await host.Client().UnaryCallAsync(Request(Size))).Username);
    }

    [Fact]
    public async Task A_stream_goes_on_after_a_request_that_was_too_large_to_send()
    {
        await using var host = await RpcHost.StartAsync();
        using var call = host.Client(static options => options.MaxSendMessageSize = 100).StreamingInputCall();
        var large = new StreamingInputCallRequest { Payload = new() { Body = ByteString.CopyFrom(new byte[200]) } };
        var small = new StreamingInputCallRequest { Payload = new() { Body = ByteString.CopyFrom(new byte[20]) } };
        await call.RequestStream.WriteAsync(large).FailsWith(StatusCode.ResourceExhausted);
        await call.RequestStream.WriteAsync(small);
        await call.RequestStream.CompleteAsync();
        Assert.Equal(20, (await call).AggregatedPayloadSize);
    }

    static Handlers Echo() => new() { Unary = static (request, _) => Task.FromResult(new SimpleResponse { Payload = request.Payload }) };

    static SimpleRequest Request(int size) => new() { Payload = new() { Body = ByteString.CopyFrom(new byte[size]) } };

    static async Task<StatusCode> CallAsync(TestService.TestServiceClient client, int size)
    {
        // The tags and lengths differ by field number only, so a request and its echo are of one size.
        try
        {
            var answer = await client.UnaryCallAsync(Request(size));
            Assert.Equal(size, answer.Payload.Body.Length);
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode;
        }
    }
}
