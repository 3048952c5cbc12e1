using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Jpki.Host;
using KioskSim.Storage;

return await StandaloneService.RunAsync(args, async service =>
{
    var database = service.Own(Database.OpenFile(service.DataFile("jpki.db")));
    var options = service.Configuration<JpkiOptions>("jpki.json") ?? new JpkiOptions();
    return await JpkiHost.StartAsync(service.Deployment, database, options, Entropy.Secure, service.Log, service.Stop);
});
