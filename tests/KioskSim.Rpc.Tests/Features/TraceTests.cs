using System.Diagnostics;
using Grpc.Core;
using KioskSim.Rpc.Tests.Hosting;
using KioskSim.Rpc.Tests.Protos;

namespace KioskSim.Rpc.Tests.Features;

public sealed class TraceTests
{
    [Fact]
    public async Task A_trace_goes_on_at_the_server_with_method_and_status()
    {
        var seen = new TaskCompletionSource<Activity>();
        await using var host = await new Handlers
        {
            Unary = (_, _) =>
            {
                seen.SetResult(Activity.Current!);
                throw new RpcException(new Status(StatusCode.NotFound, ""));
            },
        }.StartAsync();
        using var caller = new Activity("caller").Start();
        await Assert.ThrowsAsync<RpcException>(() => host.Client().UnaryCallAsync(new SimpleRequest()).ResponseAsync);
        var activity = await seen.Task;
        Assert.Equal(caller.TraceId, activity.TraceId);
        Assert.NotEqual(caller.SpanId, activity.SpanId);
        Assert.Equal("/grpc.testing.TestService/UnaryCall", activity.GetTagItem("grpc.method"));
        Assert.Equal((int)StatusCode.NotFound, activity.GetTagItem("grpc.status_code"));
    }
}
