using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>What the server logs of calls. Paths and codes only: no metadata, no message, no status text.</summary>
static partial class ServerLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method}: the handler let an exception go", EventName = "HandlerFailed")]
    public static partial void HandlerFailed(ILogger log, string method, Exception error);

    [LoggerMessage(2, LogLevel.Information, "{Method} ended with {StatusCode}", EventName = "CallFailed")]
    public static partial void CallFailed(ILogger log, string method, StatusCode statusCode);

    [LoggerMessage(3, LogLevel.Debug, "{Method}: the caller is gone", EventName = "CallerGone")]
    public static partial void CallerGone(ILogger log, string method);

    [LoggerMessage(4, LogLevel.Debug, "{Method}: the deadline has passed", EventName = "DeadlinePassed")]
    public static partial void DeadlinePassed(ILogger log, string method);

    [LoggerMessage(5, LogLevel.Information, "{Method} refused with HTTP {HttpStatus}", EventName = "RequestRefused")]
    public static partial void RequestRefused(ILogger log, string method, int httpStatus);

    [LoggerMessage(6, LogLevel.Warning, "The trailer {Name} cannot be sent and is left out", EventName = "TrailerDropped")]
    public static partial void TrailerDropped(ILogger log, string name);
}
