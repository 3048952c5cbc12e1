using System.CommandLine;
using System.Globalization;
using System.Text;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Commands;

/// <summary>A forgotten PIN without a way to the city: reserved in the phone's app, set at a kiosk within a day.</summary>
static class PinResetCommands
{
    static readonly Option<bool> Signing = new("--signing") { Description = "The forgotten PIN is that of the signing certificate." };

    static readonly Option<string?> OtherPin = new("--other-pin")
    {
        Description = "The PIN that is not forgotten, which shows that the holder is there; by default the right one.",
    };

    static readonly Option<string> NewPin = new("--new-pin")
    {
        Description = "The new PIN, of the kind that is reserved: four digits, or six to sixteen capital letters and digits.", Required = true,
    };

    static readonly Option<string?> Again = new("--again") { Description = "What is typed when the kiosk asks for it again; by default the same." };

    public static IEnumerable<Command> Create() =>
    [
        CardLifeCommands.Make(
            "reserve-pin", "Reserve a new PIN in the phone's app: the card and its other PIN show who asks.", [Signing, OtherPin, CardHolder.At], ReserveAsync),
        CardLifeCommands.Make("reset-pin", "Set the reserved PIN at a kiosk, within 24 hours.", [NewPin, Again, CardHolder.At], ResetAsync),
    ];

    static async Task<Bilingual> ReserveAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        var forgotten = parsed.GetValue(Signing) ? CardPinKind.Signing : CardPinKind.UserAuthentication;
        var other = parsed.GetValue(OtherPin) ?? await RememberAsync(cluster, holder, PinResetProof.GivenBy(forgotten), stop);
        var card = await cluster.Wallet.TakeOutWholeAsync(holder.City, holder.Resident, stop);
        var until = (await cluster.OpenPhone().ReserveAsync(card, forgotten, Encoding.ASCII.GetBytes(other), stop)).ToOffset(JapanTime.Offset)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return new(
            $"暗証番号の再設定を予約しました。{until}までにキオスク端末で設定してください。", $"The new PIN is reserved. Set it at a kiosk by {until}.");
    }

    static async Task<Bilingual> ResetAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        using var citizen = cluster.CitizenAt(cluster.Kiosks[0]);
        var errand = new PinResetErrand(holder.City, holder.Resident, parsed.GetRequiredValue(NewPin)) { Again = parsed.GetValue(Again) };
        return await citizen.RunAsync(errand, stop) is { } error
            ? throw new FlowException(error)
            : new("キオスク端末で新しい暗証番号を設定しました。", "The new PIN is set at the kiosk.");
    }

    static async Task<string> RememberAsync(LocalCluster cluster, CardHolder holder, CardPinKind pin, CancellationToken stop) => pin == CardPinKind.Signing
        ? await cluster.Wallet.RememberSigningPinAsync(holder.City, holder.Resident, stop)
        : (await cluster.Wallet.RememberPinAsync(holder.City, holder.Resident, stop)).Reveal();
}
