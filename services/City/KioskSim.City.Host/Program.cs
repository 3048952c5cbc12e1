using KioskSim.City.Host;
using KioskSim.Domain.Flow;
using KioskSim.Hosting;

return await StandaloneService.RunAsync(Party.City, args, async service =>
{
    var name = service.Name ?? throw new InvalidDataException("Say which issuance server this is: --name <which>.");
    var files = service.Files.In("cities").In(name);
    var server = CityFolder.Load(files, name, service.Trusted("jpki-authority")) with { Entropy = service.Entropy };
    var database = service.Own(CityFolder.Open(files, name, () => service.DataFile($"city-{name}.db")));
    return await CityHost.StartAsync(service.Deployment, server, database, service.Log, service.Stop);
});
