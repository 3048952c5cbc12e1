using KioskSim.Hosting;
using KioskSim.Jpki.Host;
using KioskSim.Storage;

return await StandaloneService.RunAsync(args, async service =>
{
    var database = service.Own(Database.OpenFile(service.DataFile("jpki.db")));
    return await JpkiHost.StartAsync(service.Deployment, database, service.Log, service.Stop);
});
