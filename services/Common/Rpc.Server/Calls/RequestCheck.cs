using System.Globalization;
using Grpc.Core;
using KioskSim.Rpc.Wire;
using Microsoft.AspNetCore.Http;

namespace KioskSim.Rpc.Server.Calls;

/// <summary>What is not a gRPC request gets an HTTP error, so that no other client takes the answer for a success.</summary>
static class RequestCheck
{
    public static bool Refuses(HttpContext http)
    {
        if (!HttpProtocol.IsHttp2(http.Request.Protocol) && !HttpProtocol.IsHttp3(http.Request.Protocol))
        {
            http.Response.Headers.Upgrade = "h2c";
            return Refuse(http.Response, StatusCodes.Status426UpgradeRequired, "gRPC needs HTTP/2.");
        }
        return !Headers.IsGrpcContentType(http.Request.ContentType)
            && Refuse(http.Response, StatusCodes.Status415UnsupportedMediaType, "The content type is not application/grpc.");
    }

    static bool Refuse(HttpResponse response, int httpStatus, string message)
    {
        response.StatusCode = httpStatus;
        response.Headers[Headers.Status] = ((int)StatusCode.Internal).ToString(CultureInfo.InvariantCulture);
        response.Headers[Headers.Message] = message;
        return true;
    }
}
