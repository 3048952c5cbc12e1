using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace KioskSim.Rpc.Server.Binding;

/// <summary>A method as an endpoint: POST to its path, with the attributes of the service and its handler for policies to see.</summary>
sealed record MethodEndpoint(Type Service, IMethod Method, IReadOnlyList<object> Attributes, RequestDelegate Serve)
{
    public IEndpointConventionBuilder MapTo(IEndpointRouteBuilder builder) =>
        builder.MapMethods(Method.FullName, [HttpMethods.Post], Serve)
            .WithDisplayName($"gRPC {Method.FullName}")
            .WithMetadata([.. Attributes, new GrpcMethodMetadata(Service, Method)]);
}
