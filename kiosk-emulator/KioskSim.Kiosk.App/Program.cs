using KioskSim.Card.Slots;
using KioskSim.Card.Vpcd;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Zones;
using KioskSim.Kiosk;
using KioskSim.Kiosk.App;

return await StandaloneService.RunAsync(args, service =>
{
    var deployment = service.Deployment;
    var slots = deployment.Names(Zone.StoreLine, Party.Kiosk).ToDictionary(
        name => new KioskId(name),
        ICardSlot (name) => service.Own(VpcdSlot.Listen(deployment.Address(KioskHost.CardReader(new KioskId(name))), deployment.Clock)));
    var cityKeys = service.Trusted("city-keys").Single();
    return KioskHost.StartAsync(deployment, new KioskSetup(slots, cityKeys, service.Configuration<KioskOptions>("kiosk.json") ?? new KioskOptions()), service.Log, service.Stop);
});
