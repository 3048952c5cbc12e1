using KioskSim.Devices.Cards;
using KioskSim.Devices.Printer;
using KioskSim.Domain.Flow;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Devices;

/// <summary>The devices as a service: slots for hands, a wire for the kiosk, and each printer on its own IPP path.</summary>
public static class DevicesHost
{
    public const string Name = "devices";

    /// <summary>Where the printers listen.</summary>
    public const string Printers = "printers";

    const int LargestJob = 64 * 1024 * 1024;

    /// <param name="wallet">Whose cards hands can lay on the readers.</param>
    public static async Task<ServiceHost> StartAsync(
        Deployment deployment, Cabinets cabinets, IWallet wallet, ILoggerFactory log, CancellationToken stop = default)
    {
        var options = new ServiceOptions
        {
            Listeners = [deployment.Listener(Zone.Cabinet, Party.CoinSlot, Name)],
            PlainHttp = deployment.PlainListener(Printers, Zone.Cabinet),
            Clock = deployment.Clock,
            Log = log,
        };
        var host = await ServiceHost.StartAsync(
            options,
            services => services.AddSingleton(cabinets).AddSingleton(wallet),
            app =>
            {
                app.MapGrpcService<HandsService>();
                app.MapGrpcService<CoinSlotService>();
                app.MapGrpcService<OutTrayService>();
                foreach (var (kiosk, cabinet) in cabinets.All)
                {
                    var path = $"/ipp/print/{kiosk}";
                    var printer = new IppEndpoint(cabinet.Printer, $"ipp://printer{path}");
                    app.MapPost(path, context => PrintAsync(printer, context));
                }
            },
            stop);
        deployment.SetAddress(Zone.Cabinet, Name, host.Address(Zone.Cabinet));
        deployment.SetAddress(Printers, host.PlainHttp!);
        return host;
    }

    static async Task PrintAsync(IppEndpoint printer, HttpContext context)
    {
        if (context.Request.ContentType != "application/ipp" || context.Request.ContentLength is 0 or > LargestJob)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        // A kiosk says how long its job is; others send it in chunks (RFC 8010 section 4.1).
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = LargestJob;
        using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var answer = printer.Answer(body.GetBuffer().AsSpan(0, (int)body.Length));
        context.Response.ContentType = "application/ipp";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
