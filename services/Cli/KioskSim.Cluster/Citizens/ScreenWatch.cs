using Grpc.Core;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;

namespace KioskSim.Cluster.Citizens;

/// <summary>A citizen's eyes: the screens of one kiosk as they come.</summary>
public sealed class ScreenWatch : IDisposable
{
    readonly AsyncServerStreamingCall<Screen> _call;

    internal ScreenWatch(AsyncServerStreamingCall<Screen> call) => _call = call;

    /// <summary>Every screen seen so far, the PIN pad's included.</summary>
    public List<Screen> Seen { get; } = [];

    /// <summary>Looks on until a screen is one of these.</summary>
    /// <exception cref="FlowException">The session stopped, and that was not waited for.</exception>
    /// <param name="after">Screens up to this number are of the past.</param>
    public async Task<Screen> UntilAsync(long after, CancellationToken stop, params IReadOnlyCollection<ScreenKind> kinds)
    {
        while (true)
        {
            // The last one seen may be the one: it was looked at for something else before.
            if (Seen is [.., var last] && last.Number > after && kinds.Contains(last.Kind))
                return last;
            // Who waits for the welcome screen waits for another's session to end, in whatever way.
            if (Seen is [.., { Kind: ScreenKind.Stopped } stopped] && stopped.Number > after && !kinds.Contains(ScreenKind.Welcome))
                throw new FlowException((FlowErrorCode)stopped.Error, "the kiosk stopped while something else was waited for");
            Seen.Add(await NextAsync(stop));
        }
    }

    /// <summary>The next screen, which is not remembered: for who looks on all day.</summary>
    /// <exception cref="IOException">The kiosk went dark.</exception>
    public async Task<Screen> NextAsync(CancellationToken stop) =>
        await MoveNextAsync(stop) ? _call.ResponseStream.Current : throw new IOException("The kiosk went dark.");

    public void Dispose() => _call.Dispose();

    async Task<bool> MoveNextAsync(CancellationToken stop)
    {
        try
        {
            return await _call.ResponseStream.MoveNext(stop);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Cancelled)
        {
            throw new OperationCanceledException("The citizen looks on no more.", e, stop);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            throw new IOException("The kiosk went dark.", e);
        }
    }
}
