using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace KioskSim.Rpc.Server.Binding;

/// <summary>Puts interceptors around a handler, the first outermost. Each call takes its own lease on each interceptor.</summary>
sealed class Interception(IReadOnlyList<InterceptorRegistration> registrations)
{
    readonly Activation<Interceptor>[] _innermostFirst =
        [.. registrations.Reverse().Select(static registration => new Activation<Interceptor>(registration.Type, registration.Arguments))];

    public UnaryServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(handler, static (next, activation) => async (request, context) =>
        {
            await using var lease = activation.Take(context.GetHttpContext().RequestServices);
            return await lease.Instance.UnaryServerHandler(request, context, next);
        });

    public ClientStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(handler, static (next, activation) => async (requests, context) =>
        {
            await using var lease = activation.Take(context.GetHttpContext().RequestServices);
            return await lease.Instance.ClientStreamingServerHandler(requests, context, next);
        });

    public ServerStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(handler, static (next, activation) => async (request, responses, context) =>
        {
            await using var lease = activation.Take(context.GetHttpContext().RequestServices);
            await lease.Instance.ServerStreamingServerHandler(request, responses, context, next);
        });

    public DuplexStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        _innermostFirst.Aggregate(handler, static (next, activation) => async (requests, responses, context) =>
        {
            await using var lease = activation.Take(context.GetHttpContext().RequestServices);
            await lease.Instance.DuplexStreamingServerHandler(requests, responses, context, next);
        });
}
