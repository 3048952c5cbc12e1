using Grpc.Core;

namespace KioskSim.Hosting.Spreading;

/// <summary>
/// Which failures say that a server cannot have taken a call: only such a call may be given to another one. Where it might have been taken (a
/// connection that broke, a deadline that passed) nobody knows what was done, and nothing is done twice.
/// </summary>
static class NotTaken
{
    /// <summary>By which a server says so itself.</summary>
    const string Trailer = "kiosksim-not-taken";

    // HTTP/2's REFUSED_STREAM: "no processing has occurred" (RFC 9113, section 8.7).
    const long RefusedStream = 0x7;

    /// <summary>What a server answers that begins nothing new.</summary>
    public static RpcException Answer() => new(new Status(StatusCode.Unavailable, "This server is about to stop."), new Metadata { { Trailer, "1" } });

    public static bool Says(RpcException end)
    {
        if (end.Trailers.GetValue(Trailer) is not null)
            return true;
        for (var cause = end.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case NotSentException:
                case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError }:
                case HttpProtocolException { ErrorCode: RefusedStream }:
                case OperationCanceledException { InnerException: TimeoutException }: // of a connection that was not made in its time
                    return true;
            }
        }

        return false;
    }
}
