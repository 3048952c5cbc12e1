using System.Buffers;
using System.IO.Pipelines;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;
using KioskSim.Rpc.Tests.Raw;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Tests.Memory;

/// <summary>What hostile input costs. These tests measure the process, so nothing runs beside them.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests
{
    static readonly byte[] EmptyMessage = RawMessage.Of([]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_storm_of_resets_leaves_no_handler_and_no_memory_behind(bool withMessage)
    {
        const int Streams = 5000;
        await using var host = await RpcHost.StartAsync();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var connection = await RawConnection.ConnectAsync(host.Address);
        var isOpen = true;
        for (var stream = 1; isOpen && stream < Streams * 2; stream += 2)
        {
            Frame[] message = withMessage ? Frame.Data(stream, EmptyMessage) : [];
            Frame[] call = [.. Frame.Headers(stream, RawRequest.Head(RawRequest.FullDuplexCall)), .. message, Frame.Reset(stream, 8)];
            isOpen = await connection.TrySendAsync([.. call.SelectMany(static frame => frame.ToBytes())]);
        }
        await host.Client().EmptyCallAsync(new Empty());
        await host.Handlers.Idle.Soon();
        // Kestrel says once a frame that it has had enough of this connection; nothing else is an error.
        Assert.DoesNotContain(host.Log.Errors, static entry => entry.Id.Name != "Http2QueueOperationsExceeded");
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 32 << 20);
    }

    [Fact]
    public async Task An_announced_length_takes_no_memory_before_its_bytes_arrive()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(RawMessage.Prefix(1 << 30));
        var reader = new MessageReader(pipe.Reader, null, StatusCode.Internal, null);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var read = reader.ReadAsync(static context => context.PayloadAsNewBuffer(), CancellationToken.None).AsTask();
        await pipe.Writer.WriteAsync(new byte[1000]);
        Assert.False(read.IsCompleted);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 10_000_000);
        await pipe.Writer.CompleteAsync();
        await read.FailsWith(StatusCode.Internal);
    }

    [Fact]
    public void A_bomb_is_refused_for_no_more_memory_than_the_limit()
    {
        var bomb = new ReadOnlySequence<byte>(RawMessage.Gzip(new byte[64 << 20]));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var error = Assert.Throws<RpcException>(() => MessageEncoding.Gzip.Unpack(bomb, 1 << 20));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 << 20);
    }
}
