using Grpc.Core;

namespace KioskSim.Rpc.Wire;

/// <summary>The failures that the runtime itself finds, with the codes of statuscodes.md.</summary>
static class Failure
{
    public static RpcException Internal(string detail, Exception? cause = null) => new(new Status(StatusCode.Internal, detail, cause));

    public static RpcException TooLarge(string what, int? limit) =>
        new(new Status(StatusCode.ResourceExhausted, $"The {what} message is larger than the limit of {limit ?? int.MaxValue} bytes."));
}
