using KioskSim.Contracts.Cabinet;
using KioskSim.Devices.Cards;
using KioskSim.Devices.Printer;
using KioskSim.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Devices;

/// <summary>The devices as a service: slots for hands, a wire for the kiosk, and each printer on its own IPP path.</summary>
public static class DevicesHost
{
    const int LargestJob = 64 * 1024 * 1024;

    public static readonly HopTable Hops = new(KioskTerminalReflection.Descriptor, KioskToCabinetReflection.Descriptor);

    /// <summary>The path of a kiosk's printer.</summary>
    public static string PrinterPath(string kiosk) => $"/ipp/print/{kiosk}";

    /// <param name="options">With <see cref="ServiceOptions.PlainHttp"/> for the printers.</param>
    public static Task<ServiceHost> StartAsync(ServiceOptions options, Cabinets cabinets, IWallet wallet, CancellationToken stop = default) =>
        ServiceHost.StartAsync(
            options,
            services => services.AddSingleton(cabinets).AddSingleton(wallet),
            app =>
            {
                app.MapGrpcService<HandsService>();
                app.MapGrpcService<CoinSlotService>();
                app.MapGrpcService<OutTrayService>();
                foreach (var (kiosk, cabinet) in cabinets.All)
                {
                    var path = PrinterPath(kiosk.ToString());
                    var printer = new IppEndpoint(cabinet.Printer, $"ipp://printer{path}");
                    app.MapPost(path, context => PrintAsync(printer, context));
                }
            },
            stop);

    static async Task PrintAsync(IppEndpoint printer, HttpContext context)
    {
        if (context.Request.ContentType != "application/ipp" || context.Request.ContentLength is not (> 0 and <= LargestJob))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var body = new byte[(int)context.Request.ContentLength];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        var answer = printer.Answer(body);
        context.Response.ContentType = "application/ipp";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }
}
