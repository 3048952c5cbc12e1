using KioskSim.City.Host;
using KioskSim.Hosting;
using KioskSim.Storage;

return await StandaloneService.RunAsync(args, async service =>
{
    var name = service.Name ?? throw new InvalidDataException("Say which issuance server this is: --name <which>.");
    var server = CityFolder.Load(service.Folder("cities", name), name, service.Trusted("jpki-authority"));
    var database = service.Own(Database.OpenFile(service.DataFile($"city-{name}.db")));
    return await CityHost.StartAsync(service.Deployment, server, database, service.Log, service.Stop);
});
