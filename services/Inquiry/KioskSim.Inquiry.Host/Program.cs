using KioskSim.Hosting;
using KioskSim.Inquiry;
using KioskSim.Inquiry.Host;
using Microsoft.Extensions.DependencyInjection;

return await StandaloneService.RunAsync("inquiry", args, async service =>
{
    var setup = InquiryFolder.Load(service.Files.In("inquiry"), service.Trusted("city-keys")[0]);
    service.Own(setup.Key);
    var options = service.Configuration<InquiryOptions>("inquiry.json") ?? new InquiryOptions();
    var host = await InquiryHost.StartAsync(service.Deployment, setup, options, service.Log, service.Stop);
    host.Services.GetRequiredService<InquirySite>().WarmUp();
    return host;
}, InquiryHost.PlainHttp);
