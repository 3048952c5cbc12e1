using KioskSim.Centre.Host;
using KioskSim.Centre.Validity;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Storage;

return await StandaloneService.RunAsync(Party.Centre, args, async service =>
{
    var journal = service.Own(Database.OpenAsTold(service.Files.Find(CentreHost.Postgres), CentreHost.Name, () => service.DataFile("centre.db")));
    var options = service.Configuration<CentreOptions>(CentreHost.Settings) ?? new CentreOptions();
    return await CentreHost.StartAsync(service.Deployment, service.Trusted("jpki-authority"), journal, options, Entropy.Secure, service.Log, service.Stop);
});
