using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace KioskSim.Hosting.Traces;

/// <summary>
/// Which trace a call belongs to, told to the callee by W3C's <c>traceparent</c>: random numbers that say nothing of anybody. It goes with the call where somebody
/// records it, and tells a callee that records nothing nothing. What HTTP's own client would say there is a span that nobody is shown.
/// </summary>
static class TraceParent
{
    const string Key = "traceparent";

    public static ClientInterceptorContext<TRequest, TResponse> Add<TRequest, TResponse>(Activity activity, ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C, Id: { } id })
            return context;
        var headers = new Metadata();
        foreach (var entry in context.Options.Headers ?? [])
            headers.Add(entry);
        headers.Add(Key, id);
        return new(context.Method, context.Host, context.Options.WithHeaders(headers));
    }

    /// <returns>Nothing where the caller says nothing, or nothing that can be read.</returns>
    public static ActivityContext Of(ServerCallContext context) =>
        ActivityContext.TryParse(context.RequestHeaders.GetValue(Key), traceState: null, isRemote: true, out var caller) ? caller : default;
}
