using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;

namespace KioskSim.Jpki.Issuing;

/// <summary>
/// Nonces for a card to sign, in memory: each is good once and for 60 seconds. Anybody on the line may ask for one, so there are only so
/// many at a time. Safe for concurrent use.
/// </summary>
public sealed class ProofNonces(Entropy entropy, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    const int Most = 100_000;

    readonly Lock _lock = new();
    readonly HashSet<string> _unused = [];
    readonly Queue<(string Nonce, DateTimeOffset From)> _byAge = [];

    /// <returns><see cref="PinResetProof.NonceSize"/> bytes.</returns>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.JpkiUnreachable"/>: more ask than JPKI serves.</exception>
    public byte[] New()
    {
        var nonce = entropy.Bytes(PinResetProof.NonceSize);
        lock (_lock)
        {
            ForgetOld();
            if (_byAge.Count >= Most)
                throw new FlowException(FlowErrorCode.JpkiUnreachable, "too many nonces are open");
            _unused.Add(Text(nonce));
            _byAge.Enqueue((Text(nonce), clock.GetUtcNow()));
        }

        return nonce;
    }

    /// <exception cref="FlowException"><see cref="FlowErrorCode.SessionExpired"/>: never given out, used, or too old.</exception>
    public void Take(ReadOnlySpan<byte> nonce)
    {
        lock (_lock)
        {
            ForgetOld();
            if (nonce.Length != PinResetProof.NonceSize || !_unused.Remove(Text(nonce)))
                throw new FlowException(FlowErrorCode.SessionExpired, "no nonce that is good now");
        }
    }

    void ForgetOld()
    {
        while (_byAge.TryPeek(out var oldest) && clock.GetUtcNow() - oldest.From > Life)
            _unused.Remove(_byAge.Dequeue().Nonce);
    }

    static string Text(ReadOnlySpan<byte> nonce) => Convert.ToHexString(nonce);
}
