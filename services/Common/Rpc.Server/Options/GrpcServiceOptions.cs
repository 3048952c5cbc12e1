using System.IO.Compression;

namespace Grpc.AspNetCore.Server;

/// <summary>How services are served: for all of them, or for one (<see cref="GrpcServiceOptions{TService}"/>).</summary>
public class GrpcServiceOptions
{
    const int DefaultMaxReceiveMessageSize = 4 * 1024 * 1024;

    /// <summary>In bytes, before packing; null for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>In bytes, packed and unpacked; null for no limit. 4 MiB unless set.</summary>
    public int? MaxReceiveMessageSize { get; set; } = DefaultMaxReceiveMessageSize;

    /// <summary>Tell callers the type and text of an exception that a handler let go. For tests only: it may tell too much.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>"gzip" or "deflate": packs responses to callers that accept it. Null for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>Leave calls of services that are not mapped to other endpoints instead of answering Unimplemented.</summary>
    public bool? IgnoreUnknownServices { get; set; }

    /// <summary>Stand around every call, the first outermost; those of all services outside those of one.</summary>
    public InterceptorCollection Interceptors { get; } = [];
}

/// <summary>How one service is served. Starts from the options of all; its interceptors are in addition to theirs.</summary>
public class GrpcServiceOptions<TService> : GrpcServiceOptions
    where TService : class;
