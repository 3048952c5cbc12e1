using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using Microsoft.Extensions.Logging;

namespace KioskSim.Rpc.Tests.Features;

public sealed class FailureTests
{
    const string Secret = "a name that must not leave";

    [Theory]
    [InlineData(false, "Exception was thrown by handler.")]
    [InlineData(true, "Exception was thrown by handler. InvalidOperationException: " + Secret)]
    public async Task An_exception_of_a_handler_is_Unknown_and_says_nothing_unless_asked(bool detailed, string expected)
    {
        await using var host = await new Handlers { Unary = static (_, _) => throw new InvalidOperationException(Secret) }
            .StartAsync(options: options => options.EnableDetailedErrors = detailed);
        var error = await Assert.ThrowsAsync<RpcException>(() => host.Client().UnaryCallAsync(new SimpleRequest()).ResponseAsync);
        Assert.Equal((StatusCode.Unknown, expected), (error.StatusCode, error.Status.Detail));
        Assert.Equal("HandlerFailed", Assert.Single(host.Log.Errors).Id.Name);
    }

    [Fact]
    public async Task A_handlers_status_and_trailers_arrive_and_its_text_is_not_logged()
    {
        await using var host = await new Handlers
        {
            Unary = static (_, context) =>
            {
                context.ResponseTrailers.Add("x-own", "1");
                throw new RpcException(new Status(StatusCode.FailedPrecondition, Secret), new Metadata { { "x-thrown", "2" } });
            },
        }.StartAsync();
        using var call = host.Client().UnaryCallAsync(new SimpleRequest());
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync);
        Assert.Equal((StatusCode.FailedPrecondition, Secret), (error.StatusCode, error.Status.Detail));
        Assert.Equal(("1", "2"), (error.Trailers.GetValue("x-own"), call.GetTrailers().GetValue("x-thrown")));
        Assert.DoesNotContain(host.Log.Entries, static entry => entry.Text.Contains(Secret));
        Assert.Contains(host.Log.Entries, static entry => entry is { Id.Name: "CallFailed", Level: LogLevel.Information });
    }

    [Fact]
    public async Task A_status_that_a_handler_sets_without_throwing_ends_the_call()
    {
        await using var host = await new Handlers
        {
            Unary = static (_, context) =>
            {
                context.Status = new Status(StatusCode.DataLoss, "set");
                return Task.FromResult(new SimpleResponse());
            },
        }.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => host.Client().UnaryCallAsync(new SimpleRequest()).ResponseAsync);
        Assert.Equal((StatusCode.DataLoss, "set"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_handler_without_an_answer_is_Cancelled_as_in_the_official_library()
    {
        await using var host = await new Handlers { Unary = static (_, _) => Task.FromResult<SimpleResponse>(null!) }.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(() => host.Client().UnaryCallAsync(new SimpleRequest()).ResponseAsync);
        Assert.Equal((StatusCode.Cancelled, "No message returned from method."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_trailer_that_cannot_be_sent_is_left_out_and_the_status_arrives()
    {
        await using var host = await new Handlers
        {
            Unary = static (_, context) =>
            {
                context.ResponseTrailers.Add("x-bad", "名前");
                context.ResponseTrailers.Add("x-good", "1");
                return Task.FromResult(new SimpleResponse());
            },
        }.StartAsync();
        using var call = host.Client().UnaryCallAsync(new SimpleRequest());
        await call;
        Assert.Equal([("x-good", "1")], call.GetTrailers().Select(static entry => (entry.Key, entry.Value)));
        Assert.Contains(host.Log.Entries, static entry => entry.Id.Name == "TrailerDropped");
    }

    [Fact]
    public async Task Response_headers_can_be_sent_once_and_before_messages_only()
    {
        var errors = new List<Exception?>();
        await using var host = await new Handlers
        {
            Download = async (_, responses, context) =>
            {
                await context.WriteResponseHeadersAsync(new Metadata { { "x-first", "1" } });
                errors.Add(await Record.ExceptionAsync(() => context.WriteResponseHeadersAsync([])));
                await responses.WriteAsync(new StreamingOutputCallResponse());
                errors.Add(await Record.ExceptionAsync(() => context.WriteResponseHeadersAsync([])));
            },
        }.StartAsync();
        using var call = host.Client().StreamingOutputCall(new StreamingOutputCallRequest());
        Assert.Equal("1", (await call.ResponseHeadersAsync).GetValue("x-first"));
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.All(errors, static error => Assert.IsType<InvalidOperationException>(error));
        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public async Task A_call_that_has_not_ended_has_neither_status_nor_trailers()
    {
        var release = new TaskCompletionSource();
        await using var host = await new Handlers
        {
            Unary = async (_, _) =>
            {
                await release.Task;
                return new SimpleResponse();
            },
        }.StartAsync();
        using var call = host.Client().UnaryCallAsync(new SimpleRequest());
        Assert.Throws<InvalidOperationException>(() => call.GetStatus());
        Assert.Throws<InvalidOperationException>(() => call.GetTrailers());
        release.SetResult();
        await call;
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
        Assert.Empty(call.GetTrailers());
    }

    [Fact]
    public async Task A_disposed_channel_starts_no_calls_and_a_disposed_call_reads_nothing()
    {
        await using var host = await RpcHost.StartAsync();
        var channel = host.Channel();
        var client = new TestService.TestServiceClient(channel);
        var call = client.FullDuplexCall();
        call.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => call.ResponseStream.MoveNext());
        await call.RequestStream.WriteAsync(new StreamingOutputCallRequest()).FailsWith(StatusCode.Cancelled);
        await channel.ShutdownAsync();
        Assert.Throws<ObjectDisposedException>(() => { client.EmptyCallAsync(new Empty()); });
        Assert.Throws<ObjectDisposedException>(() => channel.CreateCallInvoker());
    }

    [Fact]
    public async Task A_handler_that_throws_while_the_caller_streams_does_not_wait_for_the_stream()
    {
        await using var host = await new Handlers
        {
            Upload = static (_, _) => throw new RpcException(new Status(StatusCode.InvalidArgument, "")),
        }.StartAsync();
        using var call = host.Client().StreamingInputCall();
        await call.ResponseAsync.FailsWith(StatusCode.InvalidArgument);
    }
}
