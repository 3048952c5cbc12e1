using System.Net;

namespace KioskSim.Hosting.Spreading;

/// <summary>Says of a request that failed whether its message had left: without it no server has begun to answer, whatever it was that failed.</summary>
sealed class SentCheck(HttpMessageHandler connections) : DelegatingHandler(connections)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = new WatchedBody(request.Content!);
        request.Content = body;
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (Exception e) when (!body.WasAskedFor && !cancellationToken.IsCancellationRequested)
        {
            throw new NotSentException("The request did not leave.", e);
        }
    }

    sealed class WatchedBody : HttpContent
    {
        readonly HttpContent _body;

        public WatchedBody(HttpContent body)
        {
            _body = body;
            foreach (var (name, value) in body.Headers.NonValidated)
                Headers.TryAddWithoutValidation(name, value);
        }

        /// <summary>The transport asks for it once it has a stream to write it to.</summary>
        public bool WasAskedFor { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            WasAskedFor = true;
            return _body.CopyToAsync(stream, context, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _body.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <summary>A request failed before its message had left, or on a connection that nobody read.</summary>
sealed class NotSentException(string message, Exception? cause = null) : IOException(message, cause);
