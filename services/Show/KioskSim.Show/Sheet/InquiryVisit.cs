using System.Net.Http.Headers;
using KioskSim.Cluster;
using KioskSim.Inquiry.Host;
using KioskSim.Paper.Images.Files.Png;
using KioskSim.Paper.Marks;
using KioskSim.Show.Words;

namespace KioskSim.Show.Sheet;

/// <summary>Somebody at a browser before the inquiry site, who knows its address alone.</summary>
/// <param name="cluster">The services that run now.</param>
sealed class InquiryVisit(Func<LocalCluster> cluster) : IDisposable
{
    /// <summary>Of the site's form.</summary>
    const string Field = "scan";

    readonly HttpClient _browser = new() { Timeout = TimeSpan.FromMinutes(3) };

    /// <summary>Sends a scan of a sheet's back.</summary>
    /// <returns>Null: the site does not answer.</returns>
    public async Task<InquiryAnswer?> SendBackAsync(PaperInHand paper, SheetNumber sheet, PaperState state, Language language, CancellationToken stop)
    {
        var back = await paper.ScanAsync(sheet, SheetSide.Back, state);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(back.ToPng(PaperInHand.ScanDpi)), Field, "back.png" } };
        return await SendAsync(form, language, stop);
    }

    /// <summary>The same, and holds the sheet's front beside what the site shows.</summary>
    public async Task<InquiryResult> AskAsync(PaperInHand paper, SheetNumber sheet, PaperState state, Language language, CancellationToken stop)
    {
        var answer = await SendBackAsync(paper, sheet, state, language, stop);
        var front = await paper.ScanAsync(sheet, SheetSide.Front, state);
        return await Task.Run(() => InquiryResult.Of(answer, front), stop);
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
            using var answer = await _browser.PostAsync(new Uri(cluster().Deployment.Http(InquiryHost.PlainHttp), $"?lang={language.Code}"), content, stop);
            return InquiryAnswer.Read((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(stop));
        }
        catch (Exception e) when (e is HttpRequestException or InvalidDataException or KeyNotFoundException || e is OperationCanceledException && !stop.IsCancellationRequested)
        {
            return null;
        }
    }
}
