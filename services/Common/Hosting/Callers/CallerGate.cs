using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Zones;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting.Callers;

/// <summary>
/// The one place that decides who gets through. A call without a row in the table is refused and logged; a caller that keeps being
/// refused is blocked (001-56).
/// </summary>
sealed class CallerGate(CallerTable table, Blocklist blocklist, ILogger<CallerGate> log) : Interceptor
{
    // A service may ask itself, without a row, whether it serves: what does so runs beside it and shows the service's own certificate.
    const string AskHealth = "/grpc.health.v1.Health/Check";

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
        var connection = ZoneConnection.Of(context);
        if (connection?.Caller is not { } caller)
        {
            HostingLog.Refused(log, "somebody without a certificate", context.Method);
            throw new FlowException(FlowErrorCode.CallerNotAllowed);
        }

        if (blocklist.IsBlocked(caller))
        {
            HostingLog.Blocked(log, caller, context.Method);
            throw new FlowException(FlowErrorCode.CallerNotAllowed);
        }

        if (table.Allows(caller, context.Method) || (context.Method == AskHealth && caller == connection.Service))
            return;

        HostingLog.Refused(log, caller.ToString(), context.Method);
        if (blocklist.Count(caller))
            HostingLog.NowBlocked(log, caller);
        throw new FlowException(FlowErrorCode.CallerNotAllowed);
    }
}
