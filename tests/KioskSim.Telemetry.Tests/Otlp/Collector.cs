using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Telemetry.Tests.Otlp;

/// <summary>A request as it came: the signal it is about, its headers and, without any framing, its message.</summary>
sealed record Sent(string Signal, string Headers, byte[] Message);

/// <summary>A collector of OTLP that keeps what it is sent, by HTTP and by gRPC, and answers that all is well.</summary>
public sealed class Collector : IAsyncDisposable
{
    // What gRPC puts before a message: whether it is compressed, and its length.
    const int GrpcPrefix = 5;

    readonly WebApplication _app;
    readonly Lock _lock = new();
    readonly List<Sent> _sent = [];
    TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    Collector(WebApplication app) => _app = app;

    /// <summary>Where it takes http/protobuf.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>Where it takes gRPC.</summary>
    public Uri Grpc { get; private set; } = null!;

    internal IReadOnlyList<Sent> Sent
    {
        get
        {
            lock (_lock)
                return [.. _sent];
        }
    }

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
        });
        var collector = new Collector(builder.Build());
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        var addresses = collector._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        (collector.Http, collector.Grpc) = (new Uri(addresses.First()), new Uri(addresses.Last()));
        return collector;
    }

    /// <summary>Waits until enough has come.</summary>
    /// <param name="missing">What has not; empty: it has.</param>
    internal async Task UntilAsync(Func<Everything, string> missing)
    {
        var said = "";
        try
        {
            await WaitAsync().Soon();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"A collector was not sent what it should have been: {said}.");
        }

        async Task WaitAsync()
        {
            while (true)
            {
                Task more;
                Everything everything;
                lock (_lock)
                    (more, everything) = (_more.Task, Everything.In(_sent));
                said = missing(everything);
                if (said.Length == 0)
                    return;
                await more;
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var isGrpc = context.Request.ContentType?.StartsWith("application/grpc", StringComparison.Ordinal) == true;
        var headers = string.Concat(context.Request.Headers.Select(h => $"{h.Key}: {h.Value}\n"));
        Keep(new Sent(SignalOf(context.Request.Path), headers, body.ToArray()[(isGrpc ? GrpcPrefix : 0)..]));
        context.Response.ContentType = context.Request.ContentType;
        if (!isGrpc)
            return; // a message without fields: nothing was rejected
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix]);
        context.Response.AppendTrailer("grpc-status", "0");
    }

    void Keep(Sent sent)
    {
        TaskCompletionSource said;
        lock (_lock)
        {
            _sent.Add(sent);
            (said, _more) = (_more, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        said.SetResult();
    }

    // /v1/traces, /opentelemetry.proto.collector.trace.v1.TraceService/Export
    static string SignalOf(PathString path) =>
        ((string[])["trace", "metrics", "logs"]).Single(s => path.Value!.Contains($"/v1/{s}", StringComparison.Ordinal) || path.Value.Contains($"collector.{s}.", StringComparison.Ordinal));
}
