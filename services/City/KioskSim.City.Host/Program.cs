using KioskSim.City.Host;
using KioskSim.Hosting;

return await StandaloneService.RunAsync(args, async service =>
{
    var name = service.Name ?? throw new InvalidDataException("Say which issuance server this is: --name <which>.");
    var folder = service.Folder("cities", name);
    var server = CityFolder.Load(folder, name, service.Trusted("jpki-authority")) with { Entropy = service.Entropy };
    var database = service.Own(CityFolder.Open(folder, name, service.DataFile($"city-{name}.db")));
    return await CityHost.StartAsync(service.Deployment, server, database, service.Log, service.Stop);
});
