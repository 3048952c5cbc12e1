using System.Security.Cryptography;
using KioskSim.Cluster.Citizens;

namespace KioskSim.Simulation.Loop;

/// <summary>
/// Keys of simulated cards: a few for all, for making one takes longer than all that is done with it in a day. The one thing in a simulation that is
/// not as strong as it looks, besides lines without TLS.
/// </summary>
public sealed class SharedKeys
{
    public const int Count = 8;

    readonly List<RSAParameters> _keys = [];
    int _next;

    /// <returns>The caller's to dispose.</returns>
    public RSA Next()
    {
        if (_keys.Count < Count)
        {
            var made = Wallet.NewKey();
            _keys.Add(made.ExportParameters(includePrivateParameters: true));
            return made;
        }

        return RSA.Create(_keys[_next++ % Count]);
    }
}
