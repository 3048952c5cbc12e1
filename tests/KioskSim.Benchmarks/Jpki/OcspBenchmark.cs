using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Pki.Ocsp;

namespace KioskSim.Benchmarks.Jpki;

/// <summary>
/// OCSP answers a second over plain HTTP, ours against openssl's responder: the same certificates, questions, client (h2load) and load, on
/// the same machine by turns, several rounds; ratios are of the same round. Keys are RSA-2048 everywhere. Aims: answers signed in advance
/// at least ten times openssl's; answers signed for a nonce at least 0.8 of what <c>openssl speed</c> signs on all cores.
/// </summary>
static class OcspBenchmark
{
    const int Certificates = 10_000;
    const int Questions = 256;
    const int Rounds = 3;

    // Answers in one load: some two seconds of each kind.
    const int Repeated = 40_000;
    const int Signed = 4_000;

    /// <summary>Until then a fifth of our time goes into compiling, which a service that has been up for a minute does not do.</summary>
    const int UntilCompiled = 20_000;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-bench-").FullName;
        try
        {
            await using var ours = await OurResponder.StartAsync(folder, Certificates);
            using var peer = await OpensslResponder.StartAsync(folder, Certificates, processes: 1);
            using var peers = await OpensslResponder.StartAsync(folder, Certificates, processes: Environment.ProcessorCount);

            // Both are asked in the same two ways: by GET as RFC 5019 has it, and by POST with a nonce.
            var rounds = new List<Round>();
            var load = new HttpLoad(folder);
            await load.PostAsync(ours.Url, Ask(ours.Authority, nonce: true)[0], UntilCompiled);
            for (var round = 0; round <= Rounds; round++) // the first to warm up
            {
                rounds.Add(new Round(
                    await load.GetAsync(ours.Url, Ask(ours.Authority, nonce: false), Repeated),
                    await load.PostAsync(ours.Url, Ask(ours.Authority, nonce: true)[0], Signed),
                    await load.GetAsync(peer.Url, Ask(peer.Authority, nonce: false), Signed),
                    await load.PostAsync(peer.Url, Ask(peer.Authority, nonce: true)[0], Signed),
                    await load.GetAsync(peers.Url, Ask(peers.Authority, nonce: false), Signed),
                    await OpensslSpeed.SignaturesAsync(1, seconds: 2),
                    await OpensslSpeed.SignaturesAsync(Environment.ProcessorCount, seconds: 2)));
            }

            Print(rounds[1..]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static IReadOnlyList<byte[]> Ask(Pki.Certificates.ParsedCertificate issuer, bool nonce) => [.. Enumerable.Range(1, Questions).Select(i => new OcspRequest(
        [CertId.For(issuer, new CertificateSerial(i * (Certificates / Questions)), CertIdHash.Sha1)], nonce ? Entropy.Secure.Bytes(32) : default).Encode())];

    static void Print(IReadOnlyList<Round> rounds)
    {
        Console.WriteLine($"a second, of {Environment.ProcessorCount} cores; the median of {rounds.Count} rounds of the same minute (lowest to highest)");
        Line("answers signed in advance (GET)", r => r.InAdvance);
        Line("answers signed for a nonce (POST)", r => r.ForNonce);
        Line("openssl ocsp -port (GET)", r => r.Peer);
        Line("openssl ocsp -port (POST, nonce)", r => r.PeerForNonce);
        Line($"openssl ocsp -port -multi {Environment.ProcessorCount} (GET)", r => r.Peers);
        Line("openssl speed rsa2048", r => r.Signatures);
        Line($"openssl speed -multi {Environment.ProcessorCount} rsa2048", r => r.SignaturesOnAllCores);
        Console.WriteLine();
        Line("in advance / openssl ocsp               (aim 10)", r => r.InAdvance / r.Peer);
        Line("in advance / openssl ocsp -multi", r => r.InAdvance / r.Peers);
        Line("for a nonce / openssl ocsp, both POST", r => r.ForNonce / r.PeerForNonce);
        Line("for a nonce / openssl speed -multi     (aim 0.8)", r => r.ForNonce / r.SignaturesOnAllCores);

        void Line(string what, Func<Round, double> value)
        {
            var sorted = rounds.Select(value).Order().ToList();
            Console.WriteLine($"{what,-50} {Number(sorted[sorted.Count / 2]),9}   ({Number(sorted[0])} to {Number(sorted[^1])})");
        }

        static string Number(double value) => value < 100 ? $"{value:F2}" : $"{value:F0}";
    }

    sealed record Round(
        double InAdvance, double ForNonce, double Peer, double PeerForNonce, double Peers, double Signatures, double SignaturesOnAllCores);
}
