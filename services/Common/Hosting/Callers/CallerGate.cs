using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Hosting.Zones;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting.Callers;

/// <summary>
/// The one place that decides who gets through. A call without a row in the table is refused and logged; a caller that keeps being
/// refused is blocked (001-56).
/// </summary>
sealed partial class CallerGate(CallerTable table, Blocklist blocklist, ILogger<CallerGate> log) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(request, context);
    }

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(requestStream, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(request, responseStream, context);
    }

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return continuation(requestStream, responseStream, context);
    }

    void Admit(ServerCallContext context)
    {
        var caller = ZoneConnection.Of(context)?.Caller;
        if (caller is null)
        {
            Refused(log, "somebody without a certificate", context.Method);
            throw new FlowException(FlowErrorCode.CallerNotAllowed);
        }

        if (blocklist.IsBlocked(caller))
        {
            Blocked(log, caller, context.Method);
            throw new FlowException(FlowErrorCode.CallerNotAllowed);
        }

        if (table.Allows(caller, context.Method))
            return;

        Refused(log, caller.ToString(), context.Method);
        if (blocklist.Count(caller))
            NowBlocked(log, caller);
        throw new FlowException(FlowErrorCode.CallerNotAllowed);
    }

    [LoggerMessage(LogEvents.CallerRefused, LogLevel.Warning, "Refused: {Caller} may not call {Method}")]
    static partial void Refused(ILogger log, string caller, string method);

    [LoggerMessage(LogEvents.CallerBlocked, LogLevel.Error, "Blocked from now on after repeated refusals: {Caller}")]
    static partial void NowBlocked(ILogger log, Caller caller);

    [LoggerMessage(LogEvents.BlockedCallerTried, LogLevel.Warning, "Refused: {Caller} is blocked and tried {Method}")]
    static partial void Blocked(ILogger log, Caller caller, string method);
}
