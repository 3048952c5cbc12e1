using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Taps;

namespace KioskSim.Hosting.Traces;

/// <summary>Records every call as a hop, at the caller and at the callee, as parts of one trace.</summary>
sealed class HopTraces(HopTable hops, LineTap? tap = null) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var hop = hops.Find(context.Method.FullName);
        if (hop is null)
            return continuation(request, context);

        // The activity must end with the call, not stay current for whatever the caller does next.
        var before = Activity.Current;
        var activity = FlowTrace.Start(hop);
        activity?.Size((request as IMessage)?.CalculateSize() ?? 0);
        var overheard = activity is null ? null : tap?.Begin();
        overheard?.KeepWith(activity!);
        var call = continuation(request, activity is null ? context : TraceParent.Add(activity, context));
        Activity.Current = before;
        return activity is null
            ? call
            : new AsyncUnaryCall<TResponse>(End(call.ResponseAsync, activity, overheard), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);
    }

    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var hop = hops.Find(context.Method);
        Activity.Current = null; // what ASP.NET Core has begun for the request is a part of no trace that anybody is shown
        return hop is null || FlowTrace.Start(hop, ActivityKind.Server, TraceParent.Of(context)) is not { } activity
            ? await continuation(request, context)
            : await End(continuation(request, context), activity);
    }

    async Task<T> End<T>(Task<T> call, Activity activity, Overheard? overheard = null)
    {
        using (activity)
        {
            try
            {
                return await call;
            }
            catch (Exception e)
            {
                activity.End(e is FlowException flow ? flow.Code.ToString() : e.GetType().Name);
                throw;
            }
            finally
            {
                if (overheard is not null)
                    tap!.End(overheard);
            }
        }
    }
}
