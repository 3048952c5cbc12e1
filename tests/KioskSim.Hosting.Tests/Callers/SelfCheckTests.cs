using Grpc.Health.V1;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Tests.Rig;

namespace KioskSim.Hosting.Tests.Callers;

/// <summary>A service may ask itself whether it serves; that opens nothing else to anybody.</summary>
public sealed class SelfCheckTests
{
    [Fact]
    public async Task Who_shows_the_services_own_certificate_may_ask_whether_it_serves()
    {
        await using var line = await TestLine.StartAsync();
        var reply = await line.HealthFor(line.Credential(Party.Centre)).CheckAsync(new HealthCheckRequest());
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, reply.Status);
    }

    [Fact]
    public async Task Who_is_another_of_its_kind_may_not_nor_may_the_service_call_itself_for_anything_else_001_56()
    {
        await using var line = await TestLine.StartAsync();
        var stranger = await Assert.ThrowsAsync<FlowException>(async () => await line.HealthFor(line.Credential(Party.Centre, "two")).CheckAsync(new HealthCheckRequest()));
        var itself = await Assert.ThrowsAsync<FlowException>(async () => await line.DeskFor(line.Credential(Party.Centre)).FindAsync());
        Assert.Equal([FlowErrorCode.CallerNotAllowed, FlowErrorCode.CallerNotAllowed], [stranger.Code, itself.Code]);
    }
}
