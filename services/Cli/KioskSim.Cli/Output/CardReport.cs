using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.Card;
using KioskSim.Card.Applet;
using KioskSim.Card.Reader;

namespace KioskSim.Cli.Output;

/// <summary>What `kiosksim card` prints: what anybody may read of a card who holds it, without its PIN.</summary>
/// <param name="Reader">Where the card lies; null when nowhere.</param>
/// <param name="TriesLeft">Of the PIN for user authentication.</param>
sealed record CardReport(string? Reader, int? TriesLeft, DateTimeOffset ValidFrom, DateTimeOffset ValidTo, bool HasSigningCertificate)
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="Domain.Errors.FlowException">CardUnreadable.</exception>
    public static CardReport Of(ICard card)
    {
        var reader = new JpkiReader(card);
        reader.SelectApplication();
        using var certificate = X509CertificateLoader.LoadCertificate(reader.ReadUserCertificate());
        var triesLeft = reader.TriesLeft();
        card.Reset();
        return new CardReport(
            null, triesLeft, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), card is JpkiCard { State.Signing: not null });
    }

    public string ToJson() => JsonSerializer.Serialize(this, Format);
}
