using Grpc.AspNetCore.Server;
using KioskSim.Rpc.Server.Binding;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds gRPC to the services of an application.</summary>
public static class GrpcServicesExtensions
{
    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddRouting();
        services.AddOptions();
        services.TryAddSingleton<UnknownServices>();
        return new Builder(services);
    }

    public static IGrpcServerBuilder AddGrpc(this IServiceCollection services, Action<GrpcServiceOptions> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(configureOptions);
        var builder = services.AddGrpc();
        services.Configure(configureOptions);
        return builder;
    }

    /// <summary>Options of one service. It starts from those of all.</summary>
    public static IGrpcServerBuilder AddServiceOptions<TService>(
        this IGrpcServerBuilder grpcBuilder, Action<GrpcServiceOptions<TService>> configure)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(grpcBuilder);
        grpcBuilder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IConfigureOptions<GrpcServiceOptions<TService>>, StartFromCommonOptions<TService>>());
        grpcBuilder.Services.Configure(configure);
        return grpcBuilder;
    }

    sealed class Builder(IServiceCollection services) : IGrpcServerBuilder
    {
        public IServiceCollection Services { get; } = services;
    }

    sealed class StartFromCommonOptions<TService>(IOptions<GrpcServiceOptions> common) : IConfigureOptions<GrpcServiceOptions<TService>>
        where TService : class
    {
        public void Configure(GrpcServiceOptions<TService> options)
        {
            options.MaxSendMessageSize = common.Value.MaxSendMessageSize;
            options.MaxReceiveMessageSize = common.Value.MaxReceiveMessageSize;
            options.EnableDetailedErrors = common.Value.EnableDetailedErrors;
            options.ResponseCompressionAlgorithm = common.Value.ResponseCompressionAlgorithm;
            options.ResponseCompressionLevel = common.Value.ResponseCompressionLevel;
        }
    }
}
