using KioskSim.Rpc.Server.Binding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services to their paths.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Serves every method of a generated service base that <typeparamref name="TService"/> derives from. Each call gets the container's
    /// instance, or one of its own if the type is not registered.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddGrpc was not called, or the type derives from no generated base.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var unknown = builder.ServiceProvider.GetService<UnknownServices>()
            ?? throw new InvalidOperationException("Call AddGrpc on the application's services first.");
        var binder = new ServiceBinder<TService>(ServiceSettings.Of<TService>(builder.ServiceProvider));
        binder.BindAll();
        unknown.MapOnce(builder);
        return new([.. binder.Methods.Select(method => method.MapTo(builder))]);
    }
}
