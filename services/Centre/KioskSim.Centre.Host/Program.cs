using KioskSim.Centre.Host;
using KioskSim.Hosting;
using KioskSim.Storage;

return await StandaloneService.RunAsync(args, async service =>
{
    var journal = service.Own(Database.OpenFile(service.DataFile("centre.db")));
    return await CentreHost.StartAsync(service.Deployment, service.Trusted("jpki-authority"), journal, service.Log, service.Stop);
});
