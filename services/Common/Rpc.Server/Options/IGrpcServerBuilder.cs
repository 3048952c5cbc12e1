using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>What <see cref="GrpcServicesExtensions.AddGrpc(IServiceCollection)"/> gives to go on with.</summary>
public interface IGrpcServerBuilder
{
    IServiceCollection Services { get; }
}
