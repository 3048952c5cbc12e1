using System.Net.Http.Headers;
using Grpc.Core;

namespace KioskSim.Rpc.Client.Transport;

/// <summary>How a call ended: its status and where its trailers are.</summary>
sealed record CallEnding(Status Status, HttpHeaders? Source)
{
    Metadata? _trailers;

    // Read when asked for: few callers look at the trailers of a call that succeeded.
    public Metadata Trailers => _trailers ??= Source is null ? [] : ResponseHead.MetadataOf(Source);

    public RpcException ToException() => new(Status, Trailers);
}
