using System.Reflection;
using Grpc.Core;
using KioskSim.Rpc.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Rpc.Server.Binding;

/// <summary>Learns the methods of a service from its generated base and ties each to the service's override.</summary>
sealed class ServiceBinder<TService>(ServiceSettings settings) : ServiceBinderBase
    where TService : class
{
    readonly Activation<TService> _activation = new(typeof(TService), []);
    readonly Interception _interception = new(settings.Interceptors);
    readonly List<MethodEndpoint> _methods = [];

    public IReadOnlyList<MethodEndpoint> Methods => _methods;

    /// <exception cref="InvalidOperationException">The type derives from no generated service base.</exception>
    public void BindAll()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute)
                continue;
            var bind = attribute.BindType.GetMethod(attribute.BindMethodName, [typeof(ServiceBinderBase), type])
                ?? throw new InvalidOperationException($"{attribute.BindType} has no method {attribute.BindMethodName} for {type}.");
            bind.Invoke(null, [this, null]);
            return;
        }
        throw new InvalidOperationException($"{typeof(TService)} derives from no generated service base.");
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Override<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>(method);
        var run = _interception.Around<TRequest, TResponse>(async (request, context) =>
        {
            await using var service = Take(context);
            return await invoke(service.Instance, request, context);
        });
        Add(method, invoke, call => call.AnswerAsync(method, run));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Override<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>(method);
        var run = _interception.Around<TRequest, TResponse>(async (requests, context) =>
        {
            await using var service = Take(context);
            return await invoke(service.Instance, requests, context);
        });
        Add(method, invoke, call => call.AnswerAsync(method, run));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Override<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        var run = _interception.Around<TRequest, TResponse>(async (request, responses, context) =>
        {
            await using var service = Take(context);
            await invoke(service.Instance, request, responses, context);
        });
        Add(method, invoke, call => call.AnswerAsync(method, run));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke =
            Override<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>(method);
        var run = _interception.Around<TRequest, TResponse>(async (requests, responses, context) =>
        {
            await using var service = Take(context);
            await invoke(service.Instance, requests, responses, context);
        });
        Add(method, invoke, call => call.AnswerAsync(method, run));
    }

    Activation<TService>.Lease Take(ServerCallContext context) => _activation.Take(context.GetHttpContext().RequestServices);

    // A delegate without a target: the first argument is the service of the call.
    static TDelegate Override<TDelegate>(IMethod method) where TDelegate : Delegate
    {
        var signature = typeof(TDelegate).GetGenericArguments();
        var parameters = signature[1..^1];
        var found = typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException($"{typeof(TService)} has no method {method.Name}.");
        return found.CreateDelegate<TDelegate>();
    }

    void Add(IMethod method, Delegate handler, Func<ServerCall, Task> answer)
    {
        object[] attributes =
            [.. typeof(TService).GetCustomAttributes(inherit: true), .. handler.Method.GetCustomAttributes(inherit: true)];
        _methods.Add(new(typeof(TService), method, attributes, http => ServeAsync(http, method, answer)));
    }

    async Task ServeAsync(HttpContext http, IMethod method, Func<ServerCall, Task> answer)
    {
        if (RequestCheck.Refuses(http))
        {
            ServerLog.RequestRefused(settings.Log, method.FullName, http.Response.StatusCode);
            return;
        }
        var call = new ServerCall(http, method, settings);
        await using (call)
        {
            await call.RunAsync(answer);
        }
    }
}
