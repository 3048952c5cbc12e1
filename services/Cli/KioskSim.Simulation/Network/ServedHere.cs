using System.Net;
using System.Reflection;
using Grpc.AspNetCore.Server;
using KioskSim.Domain.Time;
using KioskSim.Hosting;
using KioskSim.Hosting.Wiring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace KioskSim.Simulation.Network;

/// <summary>A service on simulated lines: its parts and methods as its host made them, without a server in front.</summary>
sealed class ServedHere : IServed
{
    // Since .NET 10 a background service begins on the thread pool, where the simulation must not be.
    static readonly MethodInfo Execute = typeof(BackgroundService).GetMethod("ExecuteAsync", BindingFlags.Instance | BindingFlags.NonPublic)!;

    readonly SimulatedLines _lines;
    readonly WebApplication _service;
    readonly IReadOnlyList<ZoneListener> _listeners;
    readonly Dictionary<string, RequestDelegate> _methods;
    readonly CancellationTokenSource _ending = new();
    readonly List<Task> _works = [];

    public ServedHere(SimulatedLines lines, WebApplication service, IReadOnlyList<ZoneListener> listeners)
    {
        (_lines, _service, _listeners) = (lines, service, listeners);
        var endpoints = ((IEndpointRouteBuilder)service).DataSources.SelectMany(d => d.Endpoints);
        _methods = endpoints.Where(e => e.Metadata.GetMetadata<GrpcMethodMetadata>() is not null)
            .ToDictionary(e => e.Metadata.GetMetadata<GrpcMethodMetadata>()!.Method.FullName, e => e.RequestDelegate!, StringComparer.Ordinal);
        Addresses = [.. listeners.Select(l => l.Address)];
    }

    public IReadOnlyList<IPEndPoint> Addresses { get; }

    public IServiceProvider Services => _service.Services;

    public CancellationToken Ending => _ending.Token;

    public ZoneListener ListenerAt(EndPoint address) => _listeners.First(l => l.Address.Equals(address));

    /// <returns>Null: it has no such method.</returns>
    public RequestDelegate? Find(string method) => _methods.GetValueOrDefault(method);

    public void Begin()
    {
        foreach (var work in _service.Services.GetServices<IHostedService>().OfType<BackgroundService>())
            _works.Add((Task)Execute.Invoke(work, [_ending.Token])!);
    }

    /// <summary>Nobody reaches it any more, and what it is about to do is given up.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Remove(this);
        await _ending.CancelAsideAsync();
        foreach (var work in _works)
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _ending.Dispose();
    }
}
