using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace KioskSim.Rpc.Client.Transport;

/// <summary>What a broken exchange means (PROTOCOL-HTTP2.md, "Errors"; statuscodes.md).</summary>
static class TransportFailure
{
    /// <param name="error">What the handler threw while the call had not ended: not the call's own cancellation.</param>
    public static Status ToStatus(Exception error)
    {
        var isConnectionLost = false;
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RpcException rpc:
                    return rpc.Status;
                case HttpProtocolException reset:
                    return new(FromHttp2(reset.ErrorCode), $"The server ended the stream with HTTP/2 error {reset.ErrorCode}.", error);
                case HttpRequestException { HttpRequestError: HttpRequestError.VersionNegotiationError }:
                    return new(StatusCode.Internal, "The server does not speak HTTP/2.", error);
                // A server that refuses the client's certificate shows as any of the first four: TLS 1.3 tells only after the handshake.
                // A cancellation that is not the call's own is the handler's, of a request body on a connection that broke.
                case IOException or SocketException or AuthenticationException or HttpRequestException or OperationCanceledException:
                    isConnectionLost = true;
                    break;
            }
        }
        return isConnectionLost
            ? new(StatusCode.Unavailable, "The server cannot be reached or the connection to it broke.", error)
            : new(StatusCode.Internal, "The call failed in the client.", error);
    }

    // NO_ERROR is Internal for a stream and, from a server that shuts down, Unavailable for a connection. The handler gives the same
    // exception for both; only the second is met in practice.
    static StatusCode FromHttp2(long code) => code switch
    {
        0x0 => StatusCode.Unavailable,
        0x7 => StatusCode.Unavailable,
        0x8 => StatusCode.Cancelled,
        0xb => StatusCode.ResourceExhausted,
        0xc => StatusCode.PermissionDenied,
        _ => StatusCode.Internal,
    };
}
