using System.Net;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Flow;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.PrinterEmulator.Endpoint;
using KioskSim.PrinterEmulator.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace KioskSim.Devices;

/// <summary>The devices as a service: slots for hands, a wire for the kiosk, and each printer on its own IPP path.</summary>
public static class DevicesHost
{
    public const string Name = "devices";

    /// <summary>Where the printers listen.</summary>
    public const string Printers = "printers";

    /// <param name="wallet">Whose cards hands can lay on the readers.</param>
    public static async Task<ServiceHost> StartAsync(
        Deployment deployment, Cabinets cabinets, IWallet wallet, ILoggerFactory log, CancellationToken stop = default)
    {
        var (printers, address) = ServePrinters(deployment, cabinets);
        deployment.SetAddress(Printers, address);
        var options = new ServiceOptions
        {
            Listeners = [deployment.Listener(Zone.Cabinet, Party.CoinSlot, Name)],
            Clock = deployment.Clock,
            Log = log,
            Owned = [printers],
        };
        var host = await ServiceHost.StartAsync(
            options,
            services => services.AddSingleton(cabinets).AddSingleton(wallet),
            app =>
            {
                app.MapGrpcService<HandsService>();
                app.MapGrpcService<CoinSlotService>();
                app.MapGrpcService<OutTrayService>();
                app.MapGrpcService<ClerkLampService>();
                app.MapGrpcService<PaperBoxService>();
            },
            stop);
        deployment.SetAddress(Zone.Cabinet, Name, host.Address(Zone.Cabinet));
        return host;
    }

    static (IDisposable Printers, IPEndPoint Address) ServePrinters(Deployment deployment, Cabinets cabinets)
    {
        var listener = deployment.PlainListener(Printers, Zone.Cabinet);
        if (deployment.Lines is { } lines)
        {
            var endpoints = Endpoints(cabinets, listener);
            var served = lines.Serve(listener, (path, body) => endpoints[path] is { IsDead: false } printer ? printer.Answer(body) : throw new IOException("The printer's power is off."));
            return (served, served.Address);
        }

        var server = new PrinterServer(listener, certificate: null, deployment.Clock, address => Endpoints(cabinets, address));
        return (server, server.Address);
    }

    static Dictionary<string, IppEndpoint> Endpoints(Cabinets cabinets, IPEndPoint address) => cabinets.All.ToDictionary(
        c => $"/ipp/print/{c.Key}", c => new IppEndpoint(c.Value.Printer, [$"ipp://{address}/ipp/print/{c.Key}"]), StringComparer.Ordinal);
}
