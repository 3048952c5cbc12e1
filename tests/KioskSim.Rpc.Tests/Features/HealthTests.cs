using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using KioskSim.Rpc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using HealthProbe = Grpc.Health.V1.Health.HealthClient;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace KioskSim.Rpc.Tests.Features;

public sealed class HealthTests
{
    const string Service = "kiosksim.test.Service";

    [Fact]
    public async Task Check_answers_the_status_now_and_NOT_FOUND_for_a_service_that_is_not_known()
    {
        var (host, health, client) = await StartAsync();
        await using var _ = host;
        await CheckAsync(client).FailsWith(StatusCode.NotFound);
        foreach (var status in new[] { ServingStatus.Serving, ServingStatus.NotServing, ServingStatus.Serving })
        {
            health.SetStatus(Service, status);
            Assert.Equal(status, await CheckAsync(client));
        }
        health.ClearAll();
        await CheckAsync(client).FailsWith(StatusCode.NotFound);
    }

    [Fact]
    public async Task Watch_tells_the_status_now_and_each_change_and_nothing_twice()
    {
        var (host, health, client) = await StartAsync();
        await using var _ = host;
        health.SetStatus("another", ServingStatus.Serving);
        using var watch = client.Watch(new HealthCheckRequest { Service = Service });
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(watch));
        health.SetStatus(Service, ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        health.SetStatus(Service, ServingStatus.Serving);
        health.SetStatus("another", ServingStatus.NotServing);
        health.SetStatus(Service, ServingStatus.NotServing);
        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
        health.ClearStatus(Service);
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(watch));
    }

    [Fact]
    public async Task A_watcher_that_leaves_is_forgotten_and_the_others_go_on()
    {
        var (host, health, client) = await StartAsync();
        await using var _ = host;
        using var stays = client.Watch(new HealthCheckRequest { Service = Service });
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(stays));
        for (var i = 0; i < 20; i++)
        {
            using var leaves = client.Watch(new HealthCheckRequest { Service = Service });
            Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(leaves));
        }
        health.SetStatus(Service, ServingStatus.Serving);
        Assert.Equal(ServingStatus.Serving, await NextAsync(stays));
        Assert.Empty(host.Log.Errors);
    }

    static async Task<(RpcHost Host, HealthServiceImpl Health, HealthProbe Client)> StartAsync()
    {
        var health = new HealthServiceImpl();
        var host = await RpcHost.StartAsync(
            services: services => services.AddSingleton(health), map: static app => app.MapGrpcService<HealthServiceImpl>());
        return (host, health, new(host.Channel()));
    }

    static async Task<ServingStatus> CheckAsync(HealthProbe client) =>
        (await client.CheckAsync(new HealthCheckRequest { Service = Service })).Status;

    static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext().Soon());
        return watch.ResponseStream.Current.Status;
    }
}
