using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using KioskSim.Card;
using KioskSim.Card.Vpcd;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim card`: a resident's card outside of any kiosk, shown or put where other software finds it.</summary>
static class CardCommand
{
    public static Command Create()
    {
        var card = new Command("card", "A resident's card outside of any kiosk.")
        {
            CardHolder.Command("serve", "Put the card into a virtual reader of a PC/SC daemon until Ctrl-C.", [CommonOptions.VirtualReader], ServeAsync),
            CardHolder.Command("show", "Show what anybody may read of the card without its PIN.", [], ShowAsync),
        };
        foreach (var command in CardLifeCommands.Create().Concat(PinResetCommands.Create()).Append(ToPhoneCommand.Create()))
            card.Add(command);
        return card;
    }

    static async Task<int> ShowAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var cluster = await CardHolder.StartAsync(parsed, stop);
        var card = await TakeOutAsync(cluster, parsed, stop);
        Tell(CardReport.Of(card), parsed);
        return ExitCodes.Ok;
    }

    static async Task<int> ServeAsync(ParseResult parsed, CancellationToken stop)
    {
        var reader = CommonOptions.ParseEndPoint(parsed.GetRequiredValue(CommonOptions.VirtualReader));
        await using var cluster = await CardHolder.StartAsync(parsed, stop);
        var card = await TakeOutAsync(cluster, parsed, stop);
        foreach (var service in cluster.Services.ToList())
            await cluster.StopAsync(service); // the card has what it needs
        var report = CardReport.Of(card);
        var stay = await InsertAsync(card, reader, stop);
        Tell(report with { Reader = parsed.GetRequiredValue(CommonOptions.VirtualReader) }, parsed);
        await stay;
        return stop.IsCancellationRequested
            ? ExitCodes.Ok
            : throw new ConfigurationException("読み取り装置が閉じられました。 / The reader was closed.");
    }

    static async Task<Task> InsertAsync(ICard card, EndPoint reader, CancellationToken stop)
    {
        try
        {
            return await VpcdCard.InsertAsync(card, reader, stop);
        }
        catch (SocketException)
        {
            throw new ConfigurationException(
                $"{Place(reader)} で待ち受けている読み取り装置がありません。vpcd を組み込んだ pcscd を起動してください。"
                + $" / No reader waits for cards at {Place(reader)}: start pcscd with vpcd (Debian: pcscd, vsmartcard-vpcd).");
        }
    }

    static string Place(EndPoint reader) => reader is DnsEndPoint name ? $"{name.Host}:{name.Port}" : $"{reader}";

    // Both certificates, but for children, who have one.
    static async Task<ICard> TakeOutAsync(LocalCluster cluster, ParseResult parsed, CancellationToken stop)
    {
        var holder = CardHolder.Of(parsed);
        try
        {
            return await cluster.Wallet.TakeOutWholeAsync(holder.City, holder.Resident, stop);
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.UnderAge)
        {
            return await cluster.Wallet.TakeOutAsync(holder.City, holder.Resident, stop);
        }
    }

    static void Tell(CardReport report, ParseResult parsed)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            Console.WriteLine(report.ToJson());
            return;
        }

        if (report.Reader is not null)
            Console.WriteLine($"カードを {report.Reader} の読み取り装置に置きました。Ctrl-C で取り外します。 / The card is in the reader at {report.Reader}; Ctrl-C takes it out.");
        Console.WriteLine($"暗証番号の残り回数 / PIN tries left: {report.TriesLeft}");
        Console.WriteLine($"利用者証明用電子証明書 / user certificate: {Day(report.ValidFrom)} … {Day(report.ValidTo)}");
        Console.WriteLine($"署名用電子証明書 / signing certificate: {(report.HasSigningCertificate ? "あり / yes" : "なし / none")}");
    }

    static string Day(DateTimeOffset time) => time.ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
