namespace KioskSim.Rpc.Client.Transport;

/// <summary>An HttpClient as a handler: the response comes with its headers, so that its body can be read as it arrives.</summary>
sealed class HttpClientHandlerAdapter(HttpClient client) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            client.Dispose();
        base.Dispose(disposing);
    }
}
