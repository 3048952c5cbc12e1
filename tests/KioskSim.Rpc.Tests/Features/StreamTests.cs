using Google.Protobuf;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Features;

public sealed class StreamTests
{
    static readonly StreamingOutputCallRequest Request = new();

    [Fact]
    public async Task One_read_and_one_write_at_a_time()
    {
        var serverErrors = new List<Exception?>();
        await using var host = await new Handlers
        {
            Duplex = async (requests, responses, _) =>
            {
                var read = requests.MoveNext();
                serverErrors.Add(await Record.ExceptionAsync(() => requests.MoveNext()));
                await responses.WriteAsync(new StreamingOutputCallResponse());
                Assert.True(await read);
            },
        }.StartAsync();
        using var call = host.Client().FullDuplexCall();
        var read = call.ResponseStream.MoveNext();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.ResponseStream.MoveNext());
        Assert.True(await read);
        await call.RequestStream.WriteAsync(Request);
        await call.RequestStream.CompleteAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => call.RequestStream.WriteAsync(Request));
        Assert.False(await call.ResponseStream.MoveNext());
        Assert.IsType<InvalidOperationException>(Assert.Single(serverErrors));
    }

    [Fact]
    public async Task A_reader_that_stops_stops_the_writer_on_the_other_side()
    {
        const int Size = 50_000;
        var go = new TaskCompletionSource();
        var received = 0;
        await using var host = await new Handlers
        {
            Upload = async (requests, _) =>
            {
                await go.Task;
                await foreach (var request in requests.ReadAllAsync())
                    received++;
                return new StreamingInputCallResponse();
            },
        }.StartAsync();
        using var call = host.Client().StreamingInputCall();
        var request = new StreamingInputCallRequest { Payload = new() { Body = ByteString.CopyFrom(new byte[Size]) } };
        var written = 0;
        Task write;
        // Kestrel takes 768 KiB of a stream before its reader takes any.
        while ((write = call.RequestStream.WriteAsync(request)).IsCompleted || await EndsAsync(write))
        {
            await write;
            Assert.InRange(++written, 0, 100);
        }
        Assert.InRange(written, 1, 1_500_000 / Size);
        go.SetResult();
        await write.Soon();
        await call.RequestStream.CompleteAsync();
        await call.ResponseAsync.Soon();
        Assert.Equal(written + 1, received);

        // A write that does not end while ten other round trips do is held by flow control.
        async Task<bool> EndsAsync(Task task)
        {
            var other = host.Client();
            for (var i = 0; i < 10 && !task.IsCompleted; i++)
                await Assert.ThrowsAsync<RpcException>(() => other.UnimplementedCallAsync(new Empty()).ResponseAsync);
            return task.IsCompleted;
        }
    }

    [Fact]
    public async Task Writes_with_a_buffer_hint_arrive_no_later_than_the_next_one_without()
    {
        var received = new List<int>();
        await using var host = await new Handlers
        {
            Duplex = async (requests, responses, _) =>
            {
                responses.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
                await foreach (var request in requests.ReadAllAsync())
                    await responses.WriteAsync(new StreamingOutputCallResponse { Payload = request.Payload });
            },
        }.StartAsync();
        using var call = host.Client().FullDuplexCall();
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.BufferHint);
        for (var size = 0; size < 10; size++)
            await call.RequestStream.WriteAsync(new() { Payload = new() { Body = ByteString.CopyFrom(new byte[size]) } });
        await call.RequestStream.CompleteAsync();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            received.Add(response.Payload.Body.Length);
        Assert.Equal(Enumerable.Range(0, 10), received);
    }

    [Fact]
    public async Task A_handlers_read_ends_when_its_caller_leaves_and_is_no_error()
    {
        var ended = new TaskCompletionSource<Exception?>();
        await using var host = await new Handlers
        {
            Duplex = async (requests, responses, context) =>
            {
                await responses.WriteAsync(new StreamingOutputCallResponse());
                var error = await Record.ExceptionAsync(() => requests.MoveNext());
                Assert.True(context.CancellationToken.IsCancellationRequested);
                ended.SetResult(error);
                throw error!;
            },
        }.StartAsync();
        using (var call = host.Client().FullDuplexCall())
            Assert.True(await call.ResponseStream.MoveNext());
        Assert.IsAssignableFrom<OperationCanceledException>(await ended.Task.Soon());
        await host.DisposeAsync();
        Assert.Empty(host.Log.Errors);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_handler_that_neither_reads_nor_writes_hears_that_its_caller_is_gone(bool withConnection)
    {
        var inside = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        await using var host = await new Handlers
        {
            Unary = async (_, context) =>
            {
                inside.SetResult();
                using var registration = context.CancellationToken.Register(told.SetResult);
                await Task.Delay(Timeout.InfiniteTimeSpan, Clock.Real, context.CancellationToken);
                return new SimpleResponse();
            },
        }.StartAsync();
        var channel = host.Channel();
        using var call = new TestService.TestServiceClient(channel).UnaryCallAsync(new SimpleRequest());
        await inside.Task.Soon();
        if (withConnection)
            channel.Dispose();
        else
            call.Dispose();
        await told.Task.Soon();
        await call.ResponseAsync.FailsWith(StatusCode.Cancelled);
        await host.DisposeAsync();
        Assert.Empty(host.Log.Errors);
    }

    [Fact]
    public async Task A_handlers_own_token_ends_its_read_and_not_the_call()
    {
        await using var host = await new Handlers
        {
            Duplex = static async (requests, responses, context) =>
            {
                using var patience = new CancellationTokenSource();
                var read = requests.MoveNext(patience.Token);
                await patience.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
                Assert.False(context.CancellationToken.IsCancellationRequested);
                await responses.WriteAsync(new StreamingOutputCallResponse());
            },
        }.StartAsync();
        using var call = host.Client().FullDuplexCall();
        Assert.True(await call.ResponseStream.MoveNext());
        Assert.False(await call.ResponseStream.MoveNext());
    }

    [Fact]
    public async Task A_cancelled_write_ends_the_call_for_both_sides()
    {
        var stopped = new TaskCompletionSource();
        await using var host = await new Handlers
        {
            Download = async (_, responses, context) =>
            {
                using var patience = new CancellationTokenSource();
                var large = new StreamingOutputCallResponse { Payload = new() { Body = ByteString.CopyFrom(new byte[10_000_000]) } };
                var write = responses.WriteAsync(large, patience.Token);
                await patience.CancelAsync();
                await Record.ExceptionAsync(() => write);
                Assert.True(context.CancellationToken.IsCancellationRequested);
                stopped.SetResult();
            },
        }.StartAsync(options: static options => options.MaxSendMessageSize = null);
        using var call = host.Client(static options => options.MaxReceiveMessageSize = null).StreamingOutputCall(Request);
        // Nothing is read before: flow control holds the write.
        await stopped.Task.Soon();
        await call.ResponseStream.MoveNext().FailsWith(StatusCode.Cancelled);
    }
}
