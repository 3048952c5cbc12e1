using KioskSim.Rpc.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>What ASP.NET Core knows of a call.</summary>
public static class ServerCallContextExtensions
{
    /// <summary>The HTTP request of the call. A context made by an interceptor finds it through the user state it passes on.</summary>
    /// <exception cref="InvalidOperationException">The context is not one of a call served over HTTP.</exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return (serverCallContext as ServerCall)?.Http
            ?? (serverCallContext.UserState.TryGetValue(ServerCall.HttpContextKey, out var http) ? http as HttpContext : null)
            ?? throw new InvalidOperationException("This call has no HTTP context.");
    }
}
