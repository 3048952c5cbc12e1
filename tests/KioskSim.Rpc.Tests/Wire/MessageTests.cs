using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Grpc.Core;
using KioskSim.Rpc.Tests.Raw;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Tests.Wire;

public sealed class MessageTests
{
    const int Seed = 20250403;

    static readonly byte[] Content = [1, 2, 3];

    static readonly Dictionary<string, (Action<SerializationContext> Serialize, bool Torn)> BadSerializers = new()
    {
        ["does not complete"] = (static _ => { }, false),
        ["does not complete after writing"] = (static context => context.GetBufferWriter().Write(Content), false),
        ["completes twice"] = (static context => { context.Complete(Content); context.Complete(Content); }, false),
        ["throws at once"] = (static _ => throw new InvalidOperationException(), false),
        ["announces more than it writes"] = (static context =>
        {
            context.SetPayloadLength(10);
            context.GetBufferWriter().Write(Content);
            context.Complete();
        }, true),
        ["announces less than it writes"] = (static context =>
        {
            context.SetPayloadLength(1);
            context.GetBufferWriter().Write(Content);
            context.Complete();
        }, true),
        ["throws half-way"] = (static context =>
        {
            context.SetPayloadLength(10);
            context.GetBufferWriter().Write(Content);
            throw new InvalidOperationException();
        }, true),
        ["announces and gives an array"] = (static context =>
        {
            context.SetPayloadLength(3);
            context.GetBufferWriter();
            context.Complete(Content);
        }, true),
    };

    public static TheoryData<string> BadSerializerNames => [.. BadSerializers.Keys];

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Messages_survive_in_any_pieces_with_any_way_to_serialize(bool announce, bool pack)
    {
        var random = new Random(Seed);
        var messages = Enumerable.Range(0, 40).Select(_ => RandomBytes(random)).ToArray();
        using var output = new PooledBuffer();
        var writer = new MessageWriter(output, null, CompressionLevel.Fastest);
        foreach (var message in messages)
        {
            writer.Write(message, (content, context) =>
            {
                if (announce)
                    context.SetPayloadLength(content.Length);
                context.GetBufferWriter().Write(content);
                context.Complete();
            }, pack ? MessageEncoding.Gzip : null);
        }

        var pipe = new Pipe();
        var feeding = FeedAsync(pipe.Writer, output.Written.ToArray(), random);
        var reader = new MessageReader(pipe.Reader, "gzip", StatusCode.Internal, null);
        foreach (var message in messages)
        {
            Assert.Equal(message, await reader.ReadAsync(static context =>
            {
                Assert.Equal(context.PayloadLength, context.PayloadAsReadOnlySequence().Length);
                return context.PayloadAsNewBuffer();
            }, CancellationToken.None));
        }
        Assert.Null(await reader.ReadAsync(static context => context.PayloadAsNewBuffer(), CancellationToken.None));
        await feeding;
    }

    [Fact]
    public void An_empty_message_is_never_packed()
    {
        using var output = new PooledBuffer();
        new MessageWriter(output, null, CompressionLevel.Fastest)
            .Write(Array.Empty<byte>(), static (content, context) => context.Complete(content), MessageEncoding.Gzip);
        Assert.Equal(new byte[5], output.Written.ToArray());
    }

    [Theory]
    [MemberData(nameof(BadSerializerNames))]
    public void A_serializer_that_breaks_its_contract_is_Internal_and_what_it_tore_is_known(string name)
    {
        var (serialize, torn) = BadSerializers[name];
        using var output = new PooledBuffer();
        var writer = new MessageWriter(output, null, CompressionLevel.Fastest);
        var error = Assert.Throws<RpcException>(() => writer.Write(Content, (_, context) => serialize(context), null));
        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.Equal(torn, writer.IsTorn);
        var again = Record.Exception(() => writer.Write(Content, static (content, context) => context.Complete(content), null));
        Assert.Equal(torn, again is not null);
        // What failed before its prefix left no trace.
        if (name is "does not complete" or "throws at once")
            Assert.Equal(RawMessage.Of(Content), output.Written.ToArray());
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void The_limit_holds_before_packing_and_however_a_message_is_written(int size, bool passes)
    {
        var content = new byte[size];
        Action<byte[], SerializationContext>[] ways =
        [
            static (bytes, context) => context.Complete(bytes),
            static (bytes, context) => { context.GetBufferWriter().Write(bytes); context.Complete(); },
            static (bytes, context) =>
            {
                context.SetPayloadLength(bytes.Length);
                context.GetBufferWriter().Write(bytes);
                context.Complete();
            },
        ];
        foreach (var encoding in new[] { null, MessageEncoding.Gzip })
        {
            foreach (var way in ways)
            {
                using var output = new PooledBuffer();
                var error = Record.Exception(() => new MessageWriter(output, 100, CompressionLevel.Fastest).Write(content, way, encoding));
                Assert.Equal(passes ? null : StatusCode.ResourceExhausted, (error as RpcException)?.StatusCode);
                Assert.Equal(passes, output.Count > 0);
            }
        }
    }

    static async Task FeedAsync(PipeWriter writer, byte[] bytes, Random random)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, 3000), bytes.Length - at);
            await writer.WriteAsync(bytes.AsMemory(at, length));
            at += length;
        }
        await writer.CompleteAsync();
    }

    static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(random.Next(2) == 0 ? 5 : 20_000)];
        random.NextBytes(bytes);
        return bytes;
    }
}
