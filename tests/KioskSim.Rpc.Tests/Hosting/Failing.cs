using Grpc.Core;

namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>Expects a call to fail.</summary>
static class Failing
{
    /// <returns>The failure, for more to look at.</returns>
    public static async Task<RpcException> FailsWith(this Task call, StatusCode expected)
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => call.Soon());
        Assert.Equal(expected, error.StatusCode);
        return error;
    }
}
