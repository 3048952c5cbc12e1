using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>On the endpoint of a method: which it is.</summary>
public sealed class GrpcMethodMetadata(Type serviceType, IMethod method)
{
    public Type ServiceType { get; } = serviceType ?? throw new ArgumentNullException(nameof(serviceType));

    public IMethod Method { get; } = method ?? throw new ArgumentNullException(nameof(method));
}
