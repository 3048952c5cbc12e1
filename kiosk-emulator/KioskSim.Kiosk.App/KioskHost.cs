using KioskSim.Card.Slots;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using KioskSim.Kiosk.App.Wires;
using KioskSim.Kiosk.Printing;
using KioskSim.Kiosk.Session;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KioskSim.Kiosk.App;

/// <summary>What the kiosk program is told beside the deployment.</summary>
/// <param name="Slots">The card reader of each kiosk of this process.</param>
/// <param name="CityKeyAuthority">Vouches for cities' keys, DER; part of the kiosk as delivered.</param>
public sealed record KioskSetup(IReadOnlyDictionary<KioskId, ICardSlot> Slots, byte[] CityKeyAuthority, KioskOptions Options)
{
    public Entropy Entropy { get; init; } = Entropy.Secure;

    /// <summary>A fault, by name off: what is handed a copy of each secret, so that it is seen that the search finds it.</summary>
    public Action<ReadOnlySpan<byte>>? KeptCopies { get; init; }

    /// <summary>
    /// A fault: step 10 is left out, so that it is seen what it stops. The kiosk program has no word for it, neither in kiosk.json nor elsewhere;
    /// only who builds kiosks in a process of its own can ask for it, and not in strict mode.
    /// </summary>
    public bool GuardOff { get; init; }
}

/// <summary>The kiosk program: the glass as a service inside the machine, the store line to the centre, wires and a cable to the devices.</summary>
public static class KioskHost
{
    public const string Name = "kiosk";
    const string Devices = "devices";
    const string Printers = "printers";

    /// <summary>Where the card reader of a kiosk listens for cards of another process.</summary>
    public static string CardReader(KioskId kiosk) => $"card-reader-{kiosk}";

    public static async Task<ServiceHost> StartAsync(Deployment deployment, KioskSetup setup, ILoggerFactory log, CancellationToken stop = default)
    {
        if (setup.GuardOff)
            RefuseOrSay(setup, log);
        var kiosks = setup.Slots.ToDictionary(s => s.Key, s => Build(deployment, s.Key, s.Value, setup, log));
        var units = new KioskUnits(kiosks.ToDictionary(k => k.Key, k => k.Value.Unit));
        var host = await ServiceHost.StartAsync(
            new ServiceOptions
            {
                Listeners = [deployment.Listener(Zone.Cabinet, Party.Kiosk, Name)],
                Clock = deployment.Clock,
                Log = log,
                Owned = [.. kiosks.Values.SelectMany(k => k.Channels)],
            },
            services => services.AddSingleton(units).AddHostedService<UnitsService>(),
            app => app.MapGrpcService<TerminalService>(),
            stop);
        deployment.SetAddress(Zone.Cabinet, Name, host.Address(Zone.Cabinet));
        return host;
    }

    static (KioskUnit Unit, ZoneChannel[] Channels) Build(Deployment deployment, KioskId kiosk, ICardSlot slot, KioskSetup setup, ILoggerFactory log)
    {
        var centre = deployment.Open(
            new Member(Zone.StoreLine, Party.Kiosk, kiosk.ToString()), Party.Centre, "centre", FlowErrorCode.CentreUnreachable, setup.Options.CentrePatience);
        var wire = deployment.Open(new Member(Zone.Cabinet, Party.Kiosk, Name), Party.CoinSlot, Devices, FlowErrorCode.Internal, setup.Options.WirePatience);
        var unit = new KioskUnit(new KioskParts
        {
            Id = kiosk,
            CardSlot = slot,
            Coins = new CoinSlotWire(kiosk, new CoinSlot.CoinSlotClient(wire.Invoker)),
            Printer = new IppPrinter(PrinterOf(deployment, kiosk, setup.Options), setup.Options.PrinterPatience, CableOf(deployment)),
            OutTray = setup.Options.Printer is null
                ? new OutTrayWire(kiosk, new OutTray.OutTrayClient(wire.Invoker))
                : new IppOutTray(PrinterOf(deployment, kiosk, setup.Options), deployment.Clock, setup.Options),
            Lamp = new ClerkLampWire(kiosk, new ClerkLamp.ClerkLampClient(wire.Invoker)),
            Centre = new CertificateCentre.CertificateCentreClient(centre.Invoker),
            PinResets = new PinResetDesk.PinResetDeskClient(centre.Invoker),
            CityKeyAuthority = setup.CityKeyAuthority,
            Clock = deployment.Clock,
            Entropy = setup.Entropy,
            KeptCopies = setup.KeptCopies,
            GuardOff = setup.GuardOff,
            Options = setup.Options,
            Log = log,
        });
        return (unit, [centre, wire]);
    }

    static void RefuseOrSay(KioskSetup setup, ILoggerFactory log)
    {
        if (setup.Options.MustLockMemory)
            throw new ConfigurationException("A kiosk in strict mode always checks what it prints.");
        ProgramLog.GuardIsOff(log.CreateLogger(nameof(KioskHost)));
    }

    static PrinterAddress PrinterOf(Deployment deployment, KioskId kiosk, KioskOptions options) => options.Printer is { } uri
        ? PrinterAddress.Parse(uri, options.PrinterCertificate)
        : new PrinterAddress(deployment.Address(Printers), $"/ipp/print/{kiosk}");

    static PrinterPost? CableOf(Deployment deployment) => deployment.Lines is { } lines
        ? (printer, _, message, document) => lines.Post(printer.End, printer.Path, message, document)
        : null;

    sealed class UnitsService(KioskUnits units) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(units.All.Select(u => u.RunAsync(stoppingToken)));
    }
}
