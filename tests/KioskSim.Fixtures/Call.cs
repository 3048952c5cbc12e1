using System.Text;
using Grpc.Core;

namespace KioskSim.Fixtures;

/// <summary>A call as a handler sees it, by whom the connection's certificate names.</summary>
public sealed class Call(string? caller = null) : ServerCallContext
{
    protected override string MethodCore => "";

    protected override string HostCore => "";

    protected override string PeerCore => "";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => CancellationToken.None;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = caller is null
        ? new(null, [])
        : new("x509_common_name", new() { ["x509_common_name"] = [AuthProperty.Create("x509_common_name", Encoding.UTF8.GetBytes(caller))] });

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();
}
