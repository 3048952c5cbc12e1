using System.IO.Compression;
using System.Security.Cryptography;

namespace KioskSim.Load.Floors;

/// <summary>Measures the floor after a run, in the same process and on the bytes of a certificate that came out of it.</summary>
/// <param name="pdf">As it was printed.</param>
public sealed class FloorMeter(ReadOnlyMemory<byte> pdf, TimeProvider clock)
{
    const int Batches = 20;
    static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(10);

    readonly byte[] _pdf = pdf.ToArray();

    /// <summary>
    /// How often each is needed: the card signs once and JPKI two answers (steps 4, 6, 12); the centre and the city each check the card's certificate, its
    /// signature and both answers; the city signs the certificate and the kiosk checks that; application and certificate are sealed and opened (steps 5, 9),
    /// with a new key pair for each; the certificate crosses two lines of TLS, so that with its own seal it is encrypted three times and decrypted three
    /// times; it is hashed where it is signed and where that is checked; deflate of the whole stands for packing its front into its back.
    /// </summary>
    public Floor Measure()
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var mine = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var theirs = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var peer = theirs.PublicKey;
        using var aes = new AesGcm(new byte[32], 16);
        var digest = SHA256.HashData(_pdf);
        var (rsaSignature, ecdsaSignature) = (rsa.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), ecdsa.SignHash(digest));
        var (nonce, tag, sealedPdf, opened) = (new byte[12], new byte[16], new byte[_pdf.Length], new byte[_pdf.Length]);
        aes.Encrypt(nonce, _pdf, sealedPdf, tag);
        return new Floor(
        [
            Row("RSA-2048 sign", 3, () => rsa.SignHash(digest, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            Row("RSA-2048 verify", 8, () => rsa.VerifyHash(digest, rsaSignature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
            Row("ECDSA P-256 sign", 1, () => ecdsa.SignHash(digest)),
            Row("ECDSA P-256 verify", 1, () => ecdsa.VerifyHash(digest, ecdsaSignature)),
            Row("ECDH P-256 key pair", 2, MakePair),
            Row("ECDH P-256 agreement", 4, () => mine.DeriveRawSecretAgreement(peer)),
            Row("AES-256-GCM encrypt, a certificate", 3, () => aes.Encrypt(nonce, _pdf, opened, new byte[16])),
            Row("AES-256-GCM decrypt, a certificate", 3, () => aes.Decrypt(nonce, sealedPdf, tag, opened)),
            Row("SHA-256, a certificate", 2, () => SHA256.HashData(_pdf)),
            Row("deflate, a certificate", 1, Deflate),
        ]);
    }

    static void MakePair()
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        pair.ExportParameters(includePrivateParameters: false); // it is made when it is first used
    }

    void Deflate()
    {
        using var deflate = new ZLibStream(Stream.Null, CompressionLevel.Fastest);
        deflate.Write(_pdf);
    }

    // The quickest of several batches: what else the machine does can only make one slower.
    FloorRow Row(string operation, int times, Action one)
    {
        var best = TimeSpan.MaxValue;
        for (var batch = 0; batch < Batches; batch++)
        {
            var (begun, count) = (clock.GetTimestamp(), 0);
            for (; clock.GetElapsedTime(begun) < Batch; count++)
                one();
            var each = clock.GetElapsedTime(begun) / count;
            best = each < best ? each : best;
        }

        return new FloorRow(operation, best.TotalMicroseconds, times);
    }
}
