using KioskSim.Card.Pcsc;
using KioskSim.Card.Slots;
using KioskSim.Card.Vpcd;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Faults;
using KioskSim.Hosting.Zones;
using KioskSim.Kiosk.App;

return await StandaloneService.RunAsync(Party.Kiosk, args, service =>
{
    var deployment = service.Deployment;
    var configured = service.Configuration<KioskProgramOptions>("kiosk.json") ?? new KioskProgramOptions();
    var kiosks = deployment.OwnNames(Zone.StoreLine, Party.Kiosk).Select(name => new KioskId(name)).ToList();
    var options = StrictKiosk.Enter(service, configured, kiosks.Count);
    if (options.Reader is not null && kiosks.Count != 1)
        throw new ConfigurationException("kiosk.json: a PC/SC reader is one kiosk's; this deployment has several.");
    if (options.Printer is not null && kiosks.Count != 1)
        throw new ConfigurationException("kiosk.json: a printer is one kiosk's; this deployment has several.");
    var slots = kiosks.ToDictionary(kiosk => kiosk, Slot);
    var setup = new KioskSetup(slots, service.Trusted("city-keys").Single(), options) { Entropy = service.Entropy, KeptCopies = KeptCopies.FromEnvironment(service.Log) };
    return KioskHost.StartAsync(deployment, setup, service.Log, service.Stop);

    ICardSlot Slot(KioskId kiosk) => options.Reader is { } reader
        ? service.Own(PcscSlot.Open(reader))
        : service.Own(VpcdSlot.Listen(deployment.PlainListener(KioskHost.CardReader(kiosk), Zone.Cabinet), deployment.Clock));
});
