using KioskSim.Pki.Crl;
using KioskSim.Pki.Paths;
using Microsoft.Extensions.Logging;

namespace KioskSim.Centre.Validity;

/// <summary>
/// Revocation lists of every generation of JPKI's authority, fetched while JPKI can be reached, for the time when it cannot. Only lists
/// that are believed are held. Safe for concurrent use.
/// </summary>
/// <param name="fetch">The list of all that a generation has issued; DER.</param>
public sealed class HeldLists(
    IReadOnlyList<TrustedAuthority> authorities, Func<TrustedAuthority, CancellationToken, Task<byte[]>> fetch, TimeProvider clock, ILogger<HeldLists> log)
{
    /// <summary>Lists are daily; asked more often, today's is there soon.</summary>
    static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    static readonly TimeSpan Retry = TimeSpan.FromMinutes(1);

    readonly byte[]?[] _lists = new byte[]?[authorities.Count];

    public async Task RunAsync(CancellationToken stop)
    {
        while (true)
            await Task.Delay(await RefreshAsync(stop) ? Interval : Retry, clock, stop);
    }

    /// <returns>False when a list was not to be had; the one before stays.</returns>
    public async Task<bool> RefreshAsync(CancellationToken stop)
    {
        var all = true;
        for (var i = 0; i < authorities.Count; i++)
        {
            try
            {
                var list = await fetch(authorities[i], stop);
                if (!RevocationList.TryParse(list, out var parsed) || parsed.Check(authorities[i], clock.GetUtcNow()) != CrlFailure.None)
                    throw new InvalidDataException("no list of this authority that is good now");
                Volatile.Write(ref _lists[i], list);
            }
            catch (Exception e) when (e is HttpRequestException or InvalidDataException or OperationCanceledException && !stop.IsCancellationRequested)
            {
                CentreLog.NotFetched(log, i + 1, e.GetType().Name);
                all = false;
            }
        }

        return all;
    }

    /// <returns>Null when none was fetched. Whether it is still good is the asker's to check.</returns>
    public byte[]? Of(TrustedAuthority issuer)
    {
        for (var i = 0; i < authorities.Count; i++)
        {
            if (authorities[i].Certificate.SubjectKeyIdentifier.Span.SequenceEqual(issuer.Certificate.SubjectKeyIdentifier.Span))
                return Volatile.Read(ref _lists[i]);
        }

        return null;
    }
}
