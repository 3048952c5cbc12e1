using System.CommandLine;
using System.Text;
using KioskSim.Cluster;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim card to-phone`: a certificate in the holder's phone, which `kiosksim issue --card phone` lays on the reader.</summary>
static class ToPhoneCommand
{
    static readonly Option<string?> SigningPin = new("--signing-pin") { Description = "The card's signing PIN; by default the right one." };

    static readonly Option<string> PhonePin = new("--phone-pin") { Description = "The phone's own PIN, four digits.", DefaultValueFactory = _ => "1234" };

    static readonly Option<bool> WithoutPin = new("--without-pin") { Description = "The phone knows its holder's face, and no PIN is typed at the kiosk." };

    public static Command Create() => CardLifeCommands.Make(
        "to-phone", "Get the holder's phone a certificate, in the app. Kiosks take it from the next day.", [SigningPin, PhonePin, WithoutPin, CardHolder.At], RunAsync);

    static async Task<Bilingual> RunAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        var pin = parsed.GetValue(WithoutPin) ? "" : parsed.GetRequiredValue(PhonePin);
        if (pin.Length is not (0 or 4) || !pin.All(char.IsAsciiDigit))
            throw new Output.UsageException("--phone-pin is four digits.");
        var signingPin = parsed.GetValue(SigningPin) ?? await cluster.Wallet.RememberSigningPinAsync(holder.City, holder.Resident, stop);
        var card = await cluster.Wallet.TakeOutWholeAsync(holder.City, holder.Resident, stop);
        var phone = await cluster.OpenPhone().ApplyAsync(card, Encoding.ASCII.GetBytes(signingPin), Encoding.ASCII.GetBytes(pin), stop);
        await cluster.Wallet.PutPhoneAsync(holder.City, holder.Resident, phone, pin, stop);
        await cluster.NoticePhoneAsync(holder.City, holder.Resident, stop);
        return new(
            "スマートフォンに利用者証明用電子証明書を入れました。キオスク端末では翌日から使えます。",
            "The phone has a certificate for user authentication. Kiosks take it from the next day.");
    }
}
