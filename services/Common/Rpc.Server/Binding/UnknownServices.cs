using System.Globalization;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using KioskSim.Rpc.Server.Calls;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Options;

namespace KioskSim.Rpc.Server.Binding;

/// <summary>Answers gRPC calls of paths that nothing is mapped to. Other requests of such paths stay with the application.</summary>
sealed class UnknownServices(IOptions<GrpcServiceOptions> options)
{
    int _mapped;

    public void MapOnce(IEndpointRouteBuilder builder)
    {
        if (options.Value.IgnoreUnknownServices == true || Interlocked.Exchange(ref _mapped, 1) != 0)
            return;
        var pattern = RoutePatternFactory.Parse(
            "{service}/{method}", defaults: null, parameterPolicies: new { method = new OnlyGrpcCalls() });
        builder.Map(pattern, ServeAsync)
            .WithDisplayName("gRPC unknown method")
            .Add(static endpoint => ((RouteEndpointBuilder)endpoint).Order = int.MaxValue);
    }

    static Task ServeAsync(HttpContext http)
    {
        if (!RequestCheck.Refuses(http))
        {
            http.Response.ContentType = Headers.ContentType;
            http.Response.Headers[Headers.Status] = ((int)StatusCode.Unimplemented).ToString(CultureInfo.InvariantCulture);
            http.Response.Headers[Headers.Message] = "The method is not known here.";
        }
        return Task.CompletedTask;
    }

    sealed class OnlyGrpcCalls : IRouteConstraint
    {
        public bool Match(
            HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
            httpContext is null
            || (HttpMethods.IsPost(httpContext.Request.Method) && Headers.IsGrpcContentType(httpContext.Request.ContentType));
    }
}
