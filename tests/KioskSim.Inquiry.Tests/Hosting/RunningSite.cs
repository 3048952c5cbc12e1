using System.Net;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Time;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Inquiry.Host;
using KioskSim.Inquiry.Tests.Backs;
using KioskSim.Rpc.Tests.Hosting;
using Microsoft.Extensions.Logging;

namespace KioskSim.Inquiry.Tests.Hosting;

/// <summary>The site as a service in this process, and a browser's ways of talking to it.</summary>
sealed class RunningSite : IAsyncDisposable
{
    readonly Deployment _deployment;
    readonly ServiceHost _host;

    RunningSite(Deployment deployment, ServiceHost host, CapturedLog log, TestCity city)
    {
        (_deployment, _host, Log, City) = (deployment, host, log, city);
        Browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = new Uri($"http://{host.PlainHttp}") };
    }

    public TestCity City { get; }

    public CapturedLog Log { get; }

    public HttpClient Browser { get; }

    public static Deployment NewDeployment()
    {
#pragma warning disable RS0030 // The test's composition root: a simulated date, real seconds.
        return Deployment.Create([], new SimulatedClock(TestCity.IssuedAt.AddHours(1), TimeProvider.System), Entropy.Secure);
#pragma warning restore RS0030
    }

    /// <summary>What the site needs as a program.</summary>
    /// <param name="address">Where it will listen.</param>
    public static void Deploy(string folder, TestCity city, IPEndPoint address)
    {
        using var deployment = NewDeployment();
        deployment.SetAddress(InquiryHost.PlainHttp, address);
#pragma warning disable RS0030 // What another process reckons its simulated time from.
        DeploymentFolder.Save(deployment, folder, TimeProvider.System.GetUtcNow());
#pragma warning restore RS0030
        File.WriteAllBytes(Path.Combine(folder, DeploymentFolder.Trust, "city-keys.cer"), city.Setup.Authority);
        InquiryFolder.Save(Path.Combine(folder, "inquiry"), city.Setup);
    }

    public static async Task<RunningSite> StartAsync(InquiryOptions? options = null)
    {
        var (deployment, city, log) = (NewDeployment(), new TestCity(), new CapturedLog());
        var host = await InquiryHost.StartAsync(
            deployment, city.Setup, options ?? new InquiryOptions { Burst = 1000, InquiriesAMinute = 1000 },
            LoggerFactory.Create(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        return new RunningSite(deployment, host, log, city);
    }

    public static MultipartFormDataContent Form(params byte[][] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (index, file) in files.Index())
            form.Add(new ByteArrayContent(file) { Headers = { { "Content-Type", "application/octet-stream" } } }, "\"scan\"", $"\"hanako-{index}.png\"");
        return form;
    }

    public async Task<(HttpStatusCode Status, string Page)> SendAsync(string path, params byte[][] files)
    {
        using var form = Form(files);
        return await SendAsync(path, form);
    }

    public async Task<(HttpStatusCode Status, string Page)> SendAsync(string path, HttpContent content)
    {
        using var answer = await Browser.PostAsync(path, content).Soon();
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync().Soon());
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await _host.DisposeAsync();
        _deployment.Dispose();
        City.Dispose();
    }
}
