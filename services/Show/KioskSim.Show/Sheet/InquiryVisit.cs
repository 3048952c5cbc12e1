using System.Net.Http.Headers;
using KioskSim.Cluster;
using KioskSim.Inquiry.Host;
using KioskSim.Show.Words;

namespace KioskSim.Show.Sheet;

/// <summary>Somebody at a browser before the inquiry site, who knows its address alone.</summary>
/// <param name="cluster">The services that run now.</param>
sealed class InquiryVisit(Func<LocalCluster> cluster) : IDisposable
{
    /// <summary>Of the site's form.</summary>
    const string Field = "scan";

    readonly HttpClient _browser = new() { Timeout = TimeSpan.FromMinutes(3) };

    /// <param name="scan">PNG.</param>
    /// <returns>Null: the site does not answer.</returns>
    public async Task<InquiryAnswer?> AskAsync(byte[] scan, Language language, CancellationToken stop)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(scan), Field, "back.png" } };
        return await SendAsync(form, language, stop);
    }

    /// <summary>Sends on what a browser's form sent, whatever it is.</summary>
    /// <returns>Null: the site does not answer.</returns>
    public async Task<InquiryAnswer?> SendOnAsync(Stream body, string? type, Language language, CancellationToken stop)
    {
        using var content = new StreamContent(body);
        if (MediaTypeHeaderValue.TryParse(type, out var parsed))
            content.Headers.ContentType = parsed;
        return await SendAsync(content, language, stop);
    }

    public void Dispose() => _browser.Dispose();

    async Task<InquiryAnswer?> SendAsync(HttpContent content, Language language, CancellationToken stop)
    {
        try
        {
            var site = cluster().Deployment.Address(InquiryHost.PlainHttp);
            using var answer = await _browser.PostAsync($"http://{site}/?lang={language.Code}", content, stop);
            return InquiryAnswer.Read((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
        }
        catch (Exception e) when (e is HttpRequestException or InvalidDataException or KeyNotFoundException || e is OperationCanceledException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
