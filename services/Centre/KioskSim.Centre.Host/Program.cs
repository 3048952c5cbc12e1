using KioskSim.Centre.Host;
using KioskSim.Centre.Validity;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Storage;

return await StandaloneService.RunAsync(args, async service =>
{
    var journal = service.Own(Database.OpenFile(service.DataFile("centre.db")));
    var options = service.Configuration<CentreOptions>("centre.json") ?? new CentreOptions();
    return await CentreHost.StartAsync(service.Deployment, service.Trusted("jpki-authority"), journal, options, Entropy.Secure, service.Log, service.Stop);
});
