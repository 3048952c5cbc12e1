using Grpc.Core;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;

namespace KioskSim.Cluster.Parts;

/// <summary>
/// The base registers of some cities in daily life: again and again they say that the issuance server has all they hold. Without that the
/// kinds made from them close after a while.
/// </summary>
public sealed class RegisterUpkeep : IAsyncDisposable
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    readonly IReadOnlyList<MunicipalityCode> _cities;
    readonly RegistryFeed.RegistryFeedClient _server;
    readonly TimeProvider _clock;
    readonly CancellationTokenSource _stop = new();
    readonly Task _running;

    public RegisterUpkeep(IReadOnlyList<MunicipalityCode> cities, RegistryFeed.RegistryFeedClient server, TimeProvider clock)
    {
        (_cities, _server, _clock) = (cities, server, clock);
        _running = RunAsync();
    }

    /// <exception cref="FlowException">The server cannot be reached.</exception>
    public async Task ConfirmAsync(CancellationToken stop)
    {
        foreach (var city in _cities)
            await WorldFeed.ConfirmAsync(city, _clock.GetUtcNow(), _server, stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsideAsync();
        await _running;
        _stop.Dispose();
    }

    async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Interval, _clock, _stop.Token);
                try
                {
                    await ConfirmAsync(_stop.Token);
                }
                catch (Exception e) when (e is FlowException or RpcException)
                {
                    // A server that is down hears it when it is up again; until then its copy grows old, as it should.
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }
}
