using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using KioskSim.Card.Applet;
using KioskSim.Card.Reader;
using KioskSim.Card.Tests;

namespace KioskSim.Benchmarks.Card;

/// <summary>
/// A card's signature, its PIN verified, against one private operation of .NET with the same key in the same run. The aim is at most
/// 1.5 times as long. On a machine with other work compare the least times of many short iterations:
/// <c>--invocationCount 16 --unrollFactor 16 --iterationCount 100</c>.
/// </summary>
[MemoryDiagnoser]
[MinColumn]
public class SignatureBenchmarks
{
    static readonly byte[] SelectKey = Convert.FromHexString("00A4020C020017");
    static readonly byte[] Digest = SHA256.HashData("apply"u8);

    readonly JpkiCard _card = TestCards.Card();
    readonly byte[] _signCommand = [.. Convert.FromHexString("802A0080333031300D060960864801650304020105000420"), .. Digest, 0];
    readonly byte[] _response = new byte[258];
    readonly byte[] _signature = new byte[JpkiReader.SignatureSize];
    JpkiReader _reader = null!;

    [GlobalSetup]
    public void VerifyPin()
    {
        _reader = new JpkiReader(_card);
        _reader.SelectApplication();
        _reader.VerifyPin(TestCards.Ascii(TestCards.Pin)).ThrowIfRefused();
    }

    [Benchmark(Baseline = true)]
    public int BareRsa() => TestCards.UserKey.SignHash(Digest, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public int Commands()
    {
        _card.Transmit(SelectKey, _response);
        return _card.Transmit(_signCommand, _response);
    }

    [Benchmark]
    public int ThroughReader() => _reader.Sign(Digest, _signature);
}
