using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Jpki.Host;
using KioskSim.Jpki.Store;
using KioskSim.Storage;

return await StandaloneService.RunAsync(Party.Jpki, args, async service =>
{
    var database = service.Own(Database.OpenAsTold(service.Files.Find(JpkiHost.Postgres), JpkiHost.Name, () => service.DataFile("jpki.db")));
    if (service.Files.In(DeploymentFolder.Data).Find(JpkiHost.Beginning) is { } beginning)
        new CertificateStore(database).Begin(new MemoryStream(beginning));
    var options = service.Configuration<JpkiOptions>("jpki.json") ?? new JpkiOptions();
    return await JpkiHost.StartAsync(service.Deployment, database, options, Entropy.Secure, service.Log, service.Stop);
});
