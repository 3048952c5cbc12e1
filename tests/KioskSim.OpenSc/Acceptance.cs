using System.Security.Cryptography;
using KioskSim.Card;
using KioskSim.Card.Tests;
using KioskSim.OpenSc.Daemon;

namespace KioskSim.OpenSc;

/// <summary>What unmodified card software has to say about a card that carries <see cref="TestCards"/>' keys.</summary>
sealed class Acceptance : IDisposable
{
    public const string Signatures = "openssl verifies what the card signed";

    static readonly string[] Mechanisms = ["SHA1", "SHA256", "SHA384", "SHA512"];

    readonly Pcscd _daemon;
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-opensc-");
    readonly List<string> _failed = [];

    Acceptance(Pcscd daemon) => _daemon = daemon;

    /// <returns>The names of the checks that failed.</returns>
    public static async Task<IReadOnlyList<string>> RunAsync(Pcscd daemon, ICard card)
    {
        await using var laid = await daemon.InsertAsync(card);
        using var checks = new Acceptance(daemon);
        await checks.LookAsync();
        await checks.ReadAsync();
        await checks.SignAsync();
        return checks._failed;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    async Task LookAsync()
    {
        Check("opensc-tool sees the answer to reset", (await _daemon.RunAsync("opensc-tool", "-a")).Says("3b:e0:00:ff:81:31:fe:45:14"));
        Check("opensc-tool knows the card", (await _daemon.RunAsync("opensc-tool", "-n")).Says("jpki"));
        var tries = await _daemon.RunAsync("opensc-tool", "-s", "00A4040C0AD392F000260100000001", "-s", "00A4020C020018", "-s", "00200080");
        Check("opensc-tool asks for tries left by hand", tries.Says("SW1=0x63, SW2=0xC3"));
        var dump = await _daemon.RunAsync("pkcs15-tool", "--dump");
        Check("pkcs15-tool finds two PINs, two keys, four certificates", dump.ExitCode == 0
            && Count(dump, "PIN [") == 2 && Count(dump, "Private RSA Key [") == 2 && Count(dump, "X.509 Certificate [") == 4);
        Check("pkcs15-tool counts the tries of both PINs", Count(dump, "Tries left     : 3") == 1 && Count(dump, "Tries left     : 5") == 1);
    }

    async Task ReadAsync()
    {
        await _daemon.RunAsync("pkcs15-tool", "--read-certificate", "1", "-o", At("user.pem"));
        await CheckCertificateAsync("pkcs15-tool reads the user certificate without a PIN", "user.pem", TestCards.UserCertificate);
        await _daemon.RunAsync("pkcs15-tool", "--read-certificate", "3", "-o", At("issuer.pem"));
        await CheckCertificateAsync("pkcs15-tool reads the authority's certificate", "issuer.pem", TestCards.IssuerCertificate);
        Check("pkcs15-tool cannot read the signing certificate without its PIN",
            (await _daemon.RunAsync("pkcs15-tool", "--read-certificate", "2", "-o", At("none.pem"))).ExitCode != 0);
        await _daemon.RunAsync("pkcs15-tool", "--read-certificate", "2", "--verify-pin", "--auth-id", "2", "--pin", TestCards.SigningPin, "-o", At("signing.pem"));
        await CheckCertificateAsync("pkcs15-tool reads the signing certificate with its PIN", "signing.pem", TestCards.SigningCertificate);
        await _daemon.RunAsync([.. OpenScTools.Pkcs11, "--read-object", "--type", "cert", "--id", "01", "-o", At("user.der")]);
        Check("pkcs11-tool reads the user certificate", Read("user.der").SequenceEqual(TestCards.UserCertificate));
    }

    async Task SignAsync()
    {
        await File.WriteAllTextAsync(At("data"), "申請");
        var verified = true;
        foreach (var mechanism in Mechanisms)
        {
            await SignAsync(slot: 0, TestCards.Pin, "01", mechanism);
            verified &= await VerifiesAsync("user.pem", mechanism);
        }

        await SignAsync(slot: 1, TestCards.SigningPin, "02", "SHA256");
        verified &= await VerifiesAsync("signing.pem", "SHA256");
        await SignAsync(slot: 0, TestCards.Pin, "01", "SHA256");
        Check(Signatures, verified);

        await File.WriteAllBytesAsync(At("hash"), SHA256.HashData(Read("data")));
        await _daemon.RunAsync(
            "pkcs15-crypt", "-s", "-k", "1", "--pkcs1", "--sha-256", "-i", At("hash"), "-o", At("crypt.sig"), "--pin", TestCards.Pin, "-R");
        Check("pkcs15-crypt has the card sign as pkcs11-tool does", Read("crypt.sig") is { Length: 256 } signature && signature.SequenceEqual(Read("data.sig")));
    }

    Task<Tool> SignAsync(int slot, string pin, string id, string hash)
    {
        File.Delete(At("data.sig"));
        return _daemon.RunAsync(
            [.. OpenScTools.Module, "--slot-index", $"{slot}", "--login", "--pin", pin, "--sign", "--id", id, "--mechanism", $"{hash}-RSA-PKCS", "-i", At("data"), "-o", At("data.sig")]);
    }

    async Task<bool> VerifiesAsync(string certificate, string hash)
    {
        await Tool.RunAsync(["openssl", "x509", "-in", At(certificate), "-noout", "-pubkey", "-out", At("key.pem")]);
        var verdict = await Tool.RunAsync(["openssl", "dgst", $"-{hash.ToLowerInvariant()}", "-verify", At("key.pem"), "-signature", At("data.sig"), At("data")]);
        return verdict.ExitCode == 0 && verdict.Says("Verified OK");
    }

    async Task CheckCertificateAsync(string what, string file, byte[] expected)
    {
        await Tool.RunAsync(["openssl", "x509", "-in", At(file), "-outform", "DER", "-out", At("read.der")]);
        Check(what, Read("read.der").SequenceEqual(expected));
        File.Delete(At("read.der"));
    }

    void Check(string what, bool holds)
    {
        if (!holds)
            _failed.Add(what);
    }

    byte[] Read(string name) => File.Exists(At(name)) ? File.ReadAllBytes(At(name)) : [];

    string At(string name) => Path.Combine(_folder.FullName, name);

    static int Count(Tool tool, string text) => tool.Output.Split(text).Length - 1;
}
