using System.Security.Cryptography;
using KioskSim.Domain.Randomness;
using KioskSim.Envelope.Hpke;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Proof.Canaries;

/// <summary>
/// The keys that a kiosk makes for itself, one-time key and that of each parcel, and what follows from them: known because the kiosk of a
/// proof draws them from a seed.
/// </summary>
public static class KioskKeys
{
    /// <summary>What a kiosk draws keys from, beside the seed.</summary>
    public const string Kiosk = "KioskSim.Kiosk.App";

    /// <summary>The same for an issuance server.</summary>
    public const string City = "KioskSim.City.Host";

    /// <summary>How often a kiosk draws in one visit, at most.</summary>
    public const int DrawsAVisit = 4;

    /// <summary>The same for an issuance server.</summary>
    public const int CityDrawsAVisit = 8;

    const int Size = DhKem.PrivateKeySize;

    static ReadOnlySpan<byte> Application => "KioskSim application v1"u8;

    static ReadOnlySpan<byte> Certificate => "KioskSim certificate v1"u8;

    /// <summary>Whatever could be a key among what the kiosk drew: the draw, the private number that follows from it, both ways round.</summary>
    /// <param name="draws">Which of its requests; those that were for something else do no harm.</param>
    public static IEnumerable<Canary> Of(ulong seed, Range draws, byte[] citySealingKey)
    {
        for (var n = draws.Start.Value; n < draws.End.Value; n++)
        {
            yield return new Canary($"key {n}, as drawn", Drawn(seed, Kiosk, n));
            using var pair = Pair(seed, Kiosk, n);
            var scalar = pair.ExportParameters(includePrivateParameters: true).D!;
            yield return new Canary($"key {n}, private number", scalar);
            yield return new Canary($"key {n}, private number as OpenSSL has it", [.. scalar.Reverse()]);
            foreach (var (what, bytes) in HpkeSecrets.Of(pair, citySealingKey, HpkeSecrets.PublicKey(pair), citySealingKey, Application))
                yield return new Canary($"application {n}, {what}", bytes);
        }
    }

    /// <summary>What a certificate was sealed with: of each of the kiosk's keys with each of the city's, for which it was is not known.</summary>
    public static IEnumerable<Canary> OfCertificates(ulong seed, Range kiosk, Range city)
    {
        for (var m = city.Start.Value; m < city.End.Value; m++)
        {
            using var ephemeral = Pair(seed, City, m);
            var enc = HpkeSecrets.PublicKey(ephemeral);
            for (var n = kiosk.Start.Value; n < kiosk.End.Value; n++)
            {
                using var reply = Pair(seed, Kiosk, n);
                foreach (var (what, bytes) in HpkeSecrets.Of(reply, enc, enc, HpkeSecrets.PublicKey(reply), Certificate))
                    yield return new Canary($"certificate {n}/{m}, {what}", bytes);
            }
        }
    }

    static byte[] Drawn(ulong seed, string label, int request)
    {
        var drawn = new byte[Size];
        NumberedEntropy.Draw(seed, label, request, drawn);
        return drawn;
    }

    static ECDiffieHellman Pair(ulong seed, string label, int request) => DhKem.DeriveKeyPair(Drawn(seed, label, request));
}
