using System.Net;

namespace KioskSim.Hosting.Spreading;

/// <summary>
/// Says of a request that failed whether its message had left: without it no server has begun to answer, whatever it was that failed. An attempt to connect that
/// fails, fails for all who wait for it: of itself the transport has each of them make another one, one after the other, and where nobody answers at an address
/// the last one's patience would end before its turn came.
/// </summary>
sealed class SentCheck : DelegatingHandler
{
    readonly Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> _connect;
    int _failed; // attempts

    /// <param name="connections">Have a time in which a connection is made.</param>
    public SentCheck(SocketsHttpHandler connections, Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect)
        : base(connections)
    {
        _connect = connect;
        connections.ConnectCallback = ConnectAsync;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = new WatchedBody(request.Content!, Volatile.Read(ref _failed));
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

    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        if (context.InitialRequestMessage.Content is WatchedBody waiting && waiting.FailedBefore != Volatile.Read(ref _failed))
            throw new NotSentException("The attempt that it waited for has failed.");
        stop.UnsafeRegister(static state => ((SentCheck)state!).Fail(), this); // its time is up, also where TLS is not answered
        try
        {
            return await _connect(context.DnsEndPoint, stop);
        }
        catch
        {
            Fail();
            throw;
        }
    }

    void Fail() => Interlocked.Increment(ref _failed);

    sealed class WatchedBody : HttpContent
    {
        readonly HttpContent _body;

        /// <param name="failedBefore">Attempts to connect that had failed when the request began.</param>
        public WatchedBody(HttpContent body, int failedBefore)
        {
            (_body, FailedBefore) = (body, failedBefore);
            foreach (var (name, value) in body.Headers.NonValidated)
                Headers.TryAddWithoutValidation(name, value);
        }

        public int FailedBefore { get; }

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
