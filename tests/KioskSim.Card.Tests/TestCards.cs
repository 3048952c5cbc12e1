using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Card.Applet;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Values;
using KioskSim.Pki.Profile;

namespace KioskSim.Card.Tests;

/// <summary>Cards with real keys and certificates; the keys are made once a run.</summary>
static class TestCards
{
    public const string Pin = "1234";
    public const string SigningPin = "ABC123";

    static readonly DateTimeOffset From = new(2026, 4, 1, 0, 0, 0, TimeSpan.FromHours(9));
    static readonly AuthorityKey Authority = new(RSA.Create(2048));

    public static byte[] IssuerCertificate { get; } =
        JpkiCertificates.Authority(Authority, new CertificateSerial(1), From, From.AddYears(10));

    public static RSA UserKey { get; } = RSA.Create(2048);

    public static RSA SigningKey { get; } = RSA.Create(2048);

    public static byte[] UserCertificate { get; } = Certify(UserKey, 1001);

    public static byte[] SigningCertificate { get; } = Certify(SigningKey, 1002);

    public static CardState State(int tries = 3, bool signing = true) => new(
        Credential(UserCertificate, UserKey, CardPin.UserAuthentication(Ascii(Pin), tries)),
        signing ? Credential(SigningCertificate, SigningKey, CardPin.Signing(Ascii(SigningPin))) : null);

    public static JpkiCard Card(int tries = 3, bool signing = true) => new(State(tries, signing));

    public static RSA JukiKey { get; } = RSA.Create(2048);

    /// <summary>A 住基カード of 潮崎市, good to the 22nd of December 2025.</summary>
    public static JukiCardState JukiState(int tries = 3, string city = "482021", DateOnly? lastDay = null) => new(
        new JukiCardInfo(new MunicipalityCode(city), new JukiCardNumber(15_000_007), lastDay ?? new DateOnly(2025, 12, 22)),
        JukiKey.ExportPkcs8PrivateKey(), CardPin.UserAuthentication(Ascii(Pin), tries));

    public static JukiCard JukiCard() => new(JukiState());

    public static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    static CardCredential Credential(byte[] certificate, RSA key, CardPin pin) =>
        new(certificate, IssuerCertificate, key.ExportPkcs8PrivateKey(), pin);

    static byte[] Certify(RSA key, long serial) => JpkiCertificates.UserAuthentication(
        Authority,
        new PublicKey(key),
        new CertificateSerial(serial),
        MunicipalityCode.FromFiveDigits("48201"),
        From,
        From.AddYears(5));
}
