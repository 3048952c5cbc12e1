using System.Security.Cryptography;

namespace KioskSim.Domain.Randomness;

/// <summary>Where random bytes come from: the system for real runs, a seed where a run must be repeatable.</summary>
public abstract class Entropy
{
    /// <summary>The operating system's generator: keys, nonces and tokens of every run that is not a replay.</summary>
    public static Entropy Secure { get; } = new SystemEntropy();

    public abstract void Fill(Span<byte> destination);

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        Fill(bytes);
        return bytes;
    }

    sealed class SystemEntropy : Entropy
    {
#pragma warning disable RS0030 // This is the one place that asks the system.
        public override void Fill(Span<byte> destination) => RandomNumberGenerator.Fill(destination);
#pragma warning restore RS0030
    }
}
