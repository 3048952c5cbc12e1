using Grpc.Core;
using Grpc.Net.Client;
using KioskSim.Rpc.Client.Transport;
using KioskSim.Rpc.Wire;

namespace KioskSim.Rpc.Client.Calls;

/// <summary>The part of a call that does not depend on its messages: the HTTP exchange, its headers and its end.</summary>
abstract class ClientCall
{
    /// <exception cref="ArgumentException">The metadata asks for an encoding that is not known.</exception>
    /// <exception cref="InvalidOperationException">The deadline is not UTC.</exception>
    /// <exception cref="ObjectDisposedException">The channel is disposed.</exception>
    protected ClientCall(GrpcChannel channel, IMethod method, string? host, CallOptions options)
    {
        ObjectDisposedException.ThrowIf(channel.Disposed.IsCancellationRequested, channel);
        Channel = channel;
        Method = method;
        Host = host;
        Options = options;
        Encoding = EncodingOf(options.Headers);
        Lifetime = new CallLifetime(channel.Time, DeadlineOf(options));
    }

    public GrpcChannel Channel { get; }

    public IMethod Method { get; }

    /// <summary>Overrides the channel's authority; null for the channel's.</summary>
    public string? Host { get; }

    public CallOptions Options { get; }

    /// <summary>What packs the requests; null for nothing.</summary>
    public MessageEncoding? Encoding { get; }

    public CallLifetime Lifetime { get; }

    /// <summary>The method answers with one message and it has not come: an end without it is no good end.</summary>
    protected bool LacksMessage { get; set; }

    /// <summary>
    /// Ends when the response's headers are there; null if none came. An end that they carry, or why none came, is in
    /// <see cref="Lifetime"/> by then.
    /// </summary>
    protected Task<HttpResponseMessage?> Exchange { get; private set; } = null!;

    public async Task<Metadata> HeadersAsync() =>
        await Exchange.ConfigureAwait(false) is { } response ? ResponseHead.MetadataOf(response.Headers) : throw Ended().ToException();

    public Status GetStatus() => Ended().Status;

    public Metadata GetTrailers() => Ended().Trailers;

    protected void Start(HttpContent body)
    {
        Lifetime.Watch(Options.CancellationToken, Channel.Disposed);
        Exchange = SendAsync(body);
    }

    protected void End(CallEnding ending) => Lifetime.End(
        LacksMessage && ending.Status.StatusCode == StatusCode.OK
            ? ending with { Status = new(StatusCode.Internal, "The server answered without a message.") }
            : ending);

    async Task<HttpResponseMessage?> SendAsync(HttpContent body)
    {
        try
        {
            Lifetime.Token.ThrowIfCancellationRequested();
            var request = await RequestHead.CreateAsync(this, body).ConfigureAwait(false);
            var response = await Channel.SendAsync(request, Lifetime.Token).ConfigureAwait(false);
            // From here on the handler does not watch the token. Disposing resets the stream unless it has ended, read or not.
            Lifetime.Token.UnsafeRegister(static state => ((HttpResponseMessage)state!).Dispose(), response);
            if (ResponseHead.EndingOf(response) is { } ending)
                End(ending);
            return response;
        }
        catch (Exception error)
        {
            Lifetime.Fail(error);
            return null;
        }
    }

    CallEnding Ended() => Lifetime.Ending ?? throw new InvalidOperationException("The call has not ended.");

    static MessageEncoding? EncodingOf(Metadata? metadata)
    {
        var name = metadata?.GetValue(Headers.EncodingRequest);
        return MessageEncoding.IsIdentity(name) ? null
            : MessageEncoding.Find(name) ?? throw new ArgumentException($"The encoding '{name}' is not known.");
    }

    static DateTime? DeadlineOf(CallOptions options)
    {
        if (options.Deadline is not { } deadline || deadline == DateTime.MaxValue)
            return null;
        return deadline.Kind == DateTimeKind.Utc || deadline == DateTime.MinValue
            ? deadline
            : throw new InvalidOperationException("A deadline is given in UTC.");
    }
}
