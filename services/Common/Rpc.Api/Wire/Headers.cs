namespace KioskSim.Rpc.Wire;

/// <summary>The header names and values of PROTOCOL-HTTP2.md.</summary>
static class Headers
{
    public const string ContentType = "application/grpc";
    public const string Status = "grpc-status";
    public const string Message = "grpc-message";
    public const string Timeout = "grpc-timeout";
    public const string Encoding = "grpc-encoding";
    public const string AcceptEncoding = "grpc-accept-encoding";

    /// <summary>Metadata that picks the encoding of what a side sends. Read here and never sent: gRPC has no public name for it.</summary>
    public const string EncodingRequest = "grpc-internal-encoding-request";

    /// <summary>"application/grpc" alone or with a suffix such as "+proto" or ";charset"; gRPC-Web is another protocol.</summary>
    public static bool IsGrpcContentType(string? value) =>
        value is not null && value.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase)
        && (value.Length == ContentType.Length || value[ContentType.Length] is '+' or ';' or ' ');
}
