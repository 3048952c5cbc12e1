using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Parts;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Zones;
using KioskSim.Jpki.Host;
using KioskSim.Kiosk.App.Words;
using PinKind = KioskSim.Domain.Cards.CardPinKind;

namespace KioskSim.Cli.Commands;

/// <summary>What happens to a card outside of kiosks: lost, found, ended, a new PIN. The next `kiosksim issue` sees it.</summary>
static class CardLifeCommands
{
    static readonly Dictionary<string, RevocationCause> Causes = new()
    {
        ["lost"] = RevocationCause.Lost,
        ["deceased"] = RevocationCause.Deceased,
        ["request"] = RevocationCause.HolderRequest,
        ["compromise"] = RevocationCause.KeyCompromise,
        ["record-error"] = RevocationCause.RecordError,
    };

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Option<string> Cause = new Option<string>("--cause") { Description = "Why.", DefaultValueFactory = _ => "lost" }
        .AcceptOnlyFromAmong([.. Causes.Keys]);

    static readonly Option<string> NewPin = new("--new-pin") { Description = "The new PIN: four digits; with --signing six to sixteen capital letters and digits.", Required = true };

    static readonly Option<bool> Phone = new("--phone") { Description = "It is the phone that this happens to, not the card." };

    static readonly Option<bool> Signing = new("--signing") { Description = "Set the PIN of the signing certificate." };

    internal delegate Task<Bilingual> Act(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop);

    public static IEnumerable<Command> Create() =>
    [
        Make("hold", "Ring the 24-hour line: the card is lost and goes on hold.", [Phone], HoldAsync),
        Make("release", "Take the hold back at the city's counter: the card was found.", [Phone], ReleaseAsync),
        Make("revoke", "Revoke the card's certificates for good.", [Cause, Phone], RevokeAsync),
        Make("set-pin", "Set a new PIN at the city's counter, on a card that is locked or not.", [NewPin, Signing], SetPinAsync),
    ];

    internal static Command Make(string name, string description, IEnumerable<Option> more, Act act) => CardHolder.Command(name, description, more, async (parsed, stop) =>
    {
        var holder = CardHolder.Of(parsed);
        await using var cluster = await CardHolder.StartAsync(parsed, stop);
        var done = await act(cluster, holder, parsed, stop);
        Console.WriteLine(parsed.GetValue(CommonOptions.Json)
            ? JsonSerializer.Serialize(new { done = name, japanese = done.Japanese, english = done.English }, Json)
            : $"{done.Japanese} / {done.English}");
        return ExitCodes.Ok;
    });

    static async Task<Bilingual> HoldAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        var line = new HoldLine.HoldLineClient(cluster.Open(Zone.Lgwan, Party.HoldLine, Members.HoldLine, Party.Jpki, JpkiHost.Name).Invoker);
        return (await line.HoldAsync(await NameAsync(cluster, holder, parsed, stop), cancellationToken: stop)).Changed
            ? new("カードの電子証明書を一時停止しました。", "The card's certificates are on hold.")
            : new("すでに一時停止中です。", "They were on hold already.");
    }

    static async Task<Bilingual> ReleaseAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop) =>
        (await Counter(cluster).ReleaseAsync(await NameAsync(cluster, holder, parsed, stop), cancellationToken: stop)).Changed
            ? new("一時停止を解除しました。", "The hold is taken back.")
            : new("一時停止中ではありません。", "They were not on hold.");

    static async Task<Bilingual> RevokeAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        var name = await NameAsync(cluster, holder, parsed, stop);
        var request = new RevokeRequest { Serial = name.Serial, Cause = Causes[parsed.GetRequiredValue(Cause)] };
        return (await Counter(cluster).RevokeAsync(request, cancellationToken: stop)).Changed
            ? new("電子証明書を失効させました。", "The certificates are revoked.")
            : new("すでに失効しています。", "They were revoked already.");
    }

    static async Task<Bilingual> SetPinAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        var kind = parsed.GetValue(Signing) ? PinKind.Signing : PinKind.UserAuthentication;
        var taken = kind == PinKind.Signing
            ? await cluster.Wallet.TakeOutWholeAsync(holder.City, holder.Resident, stop)
            : await cluster.Wallet.TakeOutAsync(holder.City, holder.Resident, stop);
        await new CardCounter(Counter(cluster)).SetPinAsync(taken, kind, Encoding.ASCII.GetBytes(parsed.GetRequiredValue(NewPin)), stop);
        return new("新しい暗証番号を設定しました。", "The new PIN is set.");
    }

    static CardOffice.CardOfficeClient Counter(LocalCluster cluster) =>
        new(cluster.Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.Jpki, JpkiHost.Name).Invoker);

    static async Task<CertificateName> NameAsync(LocalCluster cluster, CardHolder holder, ParseResult parsed, CancellationToken stop)
    {
        var serial = parsed.GetValue(Phone)
            ? await cluster.Wallet.PhoneSerialAsync(holder.City, holder.Resident, stop)
            : await cluster.Wallet.SerialAsync(holder.City, holder.Resident, stop);
        return new CertificateName { Serial = ByteString.CopyFrom(serial.ToDer()) };
    }
}
