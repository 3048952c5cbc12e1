using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Inquiry.Host.Memory;
using KioskSim.Inquiry.Host.Uploads;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Inquiry.Host;

/// <summary>The inquiry site as a service: pages on the Internet, a line to nobody.</summary>
public static class InquiryHost
{
    public const string PlainHttp = "inquiry-http";

    public static async Task<ServiceHost> StartAsync(
        Deployment deployment, InquirySetup setup, InquiryOptions inquiry, ILoggerFactory log, CancellationToken stop = default)
    {
        var door = new Doorkeeper(inquiry);
        var options = new ServiceOptions
        {
            Listeners = [],
            PlainHttp = deployment.PlainListener(PlainHttp, Zone.Internet),
            Clock = deployment.Clock,
            Log = log,
            Owned = [door],
        };
        var host = await ServiceHost.StartAsync(
            options,
            services => services
                .AddSingleton(setup.Site()).AddSingleton(inquiry).AddSingleton(door).AddSingleton<InquiryEndpoints>()
                .AddSingleton<IMemoryPoolFactory<byte>, WipingPools>()
                .Configure<KestrelServerOptions>(LimitStrangers),
            app => app.Services.GetRequiredService<InquiryEndpoints>().Map(app),
            stop);
        deployment.SetAddress(PlainHttp, host.PlainHttp!);
        return host;
    }

    static void LimitStrangers(KestrelServerOptions kestrel)
    {
        kestrel.Limits.MaxRequestBodySize = Upload.MostRead;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestHeaderCount = 50;
        kestrel.Limits.MaxConcurrentConnections = 500;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(30);
    }
}
