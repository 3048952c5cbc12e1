using KioskSim.Hosting;
using KioskSim.Inquiry.Host;

return await StandaloneService.RunAsync(args, async service =>
{
    var setup = InquiryFolder.Load(service.Folder("inquiry"), service.Trusted("city-keys")[0]);
    service.Own(setup.Key);
    var options = service.Configuration<InquiryOptions>("inquiry.json") ?? new InquiryOptions();
    return await InquiryHost.StartAsync(service.Deployment, setup, options, service.Log, service.Stop);
});
