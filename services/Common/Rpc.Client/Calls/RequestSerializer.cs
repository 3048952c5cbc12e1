using System.IO.Compression;
using Grpc.Core;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>Turns the requests of one call into bytes.</summary>
/// <param name="lifetime">The call's.</param>
/// <param name="marshaller">The method's.</param>
/// <param name="encoding">What packs messages; null for nothing.</param>
/// <param name="limit">The largest message in bytes; null for none.</param>
/// <param name="defaults">The options of the call, for a message without its own.</param>
sealed class RequestSerializer<TRequest>(
    CallLifetime lifetime, Marshaller<TRequest> marshaller, MessageEncoding? encoding, int? limit, WriteOptions? defaults)
    where TRequest : class
{
    public CallLifetime Lifetime => lifetime;

    public void Write(TRequest message, PooledBuffer buffer, WriteOptions? options = null) =>
        new MessageWriter(buffer, limit, CompressionLevel.Fastest).Write(
            message, marshaller.ContextualSerializer, Flags(options).HasFlag(WriteFlags.NoCompress) ? null : encoding);

    public WriteFlags Flags(WriteOptions? options) => (options ?? defaults ?? WriteOptions.Default).Flags;
}
