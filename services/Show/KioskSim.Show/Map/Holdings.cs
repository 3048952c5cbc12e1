using System.Globalization;
using KioskSim.Centre.Issuance;
using KioskSim.Centre.Journal;
using KioskSim.Cluster;
using KioskSim.Devices;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Time;
using KioskSim.Kiosk.Memory;
using KioskSim.Show.Words;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Show.Map;

/// <summary>What a party holds at this moment: looked up when it is asked for, in the party itself where that can be done.</summary>
/// <param name="Keeps">What it keeps at all.</param>
/// <param name="Now">What was looked up just now, by name.</param>
/// <param name="Proof">What this look cannot show, and what does; null: nothing more is to be said.</param>
public sealed record Holding(Said Keeps, IReadOnlyList<(Said Name, string Value)> Now, Said? Proof = null)
{
    /// <summary>Whether the look found nothing of a visit; null: it is not that kind of party.</summary>
    public bool? IsEmpty { get; init; }
}

/// <summary>Looks into the parties of the running services.</summary>
/// <param name="services">Those that run now.</param>
sealed class Holdings(Func<LocalCluster> services)
{
    static readonly Said WholeProof = new(
        "この数は端末のプログラム自身が数えたものです。メモリー、ファイル、ログを端から端まで探す証明は kiosksim prove --property nothing-stays でできます。",
        "The program counts this itself. The whole proof, a search of all memory, files and logs, is: kiosksim prove --property nothing-stays");

    /// <exception cref="KeyNotFoundException">There is no such party.</exception>
    public Holding Of(string party) => party switch
    {
        Party.Kiosk => Kiosk(),
        Party.Centre => Centre(),
        Party.CoinSlot => CoinSlot(Machine),
        Party.Printer => Printer(Machine),
        Party.Registry => new(
            new("住民、印鑑、税、戸籍の台帳。証明発行サーバーへ写しを送るだけで、外からは呼ばれない。", "The registers of residents, seals, taxes and families. It pushes copies, and nobody calls it."),
            [(new("架空の住民", "Invented residents"), services().World.Summary.Cities.Sum(c => c.Counts.Residents).ToString("N0", CultureInfo.InvariantCulture))]),
        _ => Keeps.TryGetValue(party, out var keeps) ? new(keeps, []) : throw new KeyNotFoundException($"There is no {party} on the map."),
    };

    (Said, string) LookedAt => (new("調べた時刻", "Looked up at"), Time(services().Deployment.Clock.GetUtcNow().ToUnixTimeMilliseconds()));

    Cabinet Machine => services().Cabinets.All[services().Kiosks[0]];

    static readonly Dictionary<string, Said> Keeps = new()
    {
        [Party.Citizen] = new("カードと、頭の中の暗証番号。受け取った証明書。", "The card, the PIN by heart, and the paper."),
        [Party.Card] = new(
            "電子証明書と署名の鍵、暗証番号。鍵と暗証番号はICチップの外に出ない。", "Certificate, signing key and PIN. Key and PIN never leave the chip."),
        [Party.Jpki] = new(
            "電子証明書の発行番号と、有効か失効か。何の申請に使われたかは知らない。", "Serial numbers and whether they are valid. Not what they were used for."),
        [Party.City] = new(
            "台帳の写し、発行の記録、監査記録。作った証明書は残さない。", "Copies of the registers, the ledger of issues, the audit. No finished certificate."),
        [Party.NightDuty] = new("何も持たない。探すことと、発行を止めることだけができる。", "Nothing. It can search and stop an issue, no more."),
        [Party.RegisterOffice] = new("届出の書類。発行を止めたり、解いたりする。", "The notices. It stops issues and frees them."),
        [Party.Clerk] = new("何も持たない。返金は領収番号だけで行い、氏名もカードも見ない。", "Nothing. A refund takes a receipt number, no name and no card."),
        [Party.CardOffice] = new("カードを作るときの申込み。", "Applications for cards."),
        [Party.HoldLine] = new("カードをなくしたという届出。", "Reports of lost cards."),
        [Party.Phone] = new("使っていません。暗証番号の再設定の予約などに使う。", "Not used here. It reserves a new PIN, for one."),
        [Geography.Inquiry] = new(
            "封を開ける鍵と、市区町村の署名を確かめる証明書。問合せの内容は答えたら消す。", "Its key and the cities' signing certificates. Of an inquiry nothing stays."),
    };

    Holding Kiosk()
    {
        var open = SessionVault.Open;
        return new(
            new("手続きの間だけ、暗証番号、申請、証明書を専用の記憶域に置く。終わると消去する。", "PIN, application and certificate, in memory of their own, for as long as a visit lasts."),
            [LookedAt, (new("開いている記憶域", "Vaults that are open"), open.ToString(CultureInfo.InvariantCulture))],
            WholeProof) { IsEmpty = open == 0 };
    }

    Holding Centre()
    {
        var centre = services().Running("centre").Services;
        var underWay = centre.GetRequiredService<ISessionsUnderWay>().Count;
        List<(Said, string)> now = [LookedAt, (new("メモリーにある手続き", "Sessions in memory"), underWay.ToString(CultureInfo.InvariantCulture))];
        if (centre.GetRequiredService<SessionJournal>().Last() is { } last)
            now.AddRange(Columns(last));
        return new(
            new("手続きの日誌だけ。申請、証明書、氏名の入る欄はない。", "A journal of sessions. It has no column for application, certificate or name."), now, WholeProof) { IsEmpty = underWay == 0 };
    }

    static IEnumerable<(Said, string)> Columns(SessionRecord last)
    {
        yield return (new("日誌: 手続きの番号", "Journal: session"), $"{last.Session[..8]}…");
        yield return (new("日誌: 端末", "Journal: kiosk"), last.Kiosk);
        yield return (new("日誌: 状態", "Journal: state"), last.State.ToString());
        yield return (new("日誌: 始まり", "Journal: begun"), Time(last.BegunAt));
        if (last.Municipality is { } municipality)
            yield return (new("日誌: 市区町村", "Journal: municipality"), municipality);
        if (last.YenDue is { } due)
            yield return (new("日誌: 手数料と枚数", "Journal: fee and sheets"), $"{due} / {last.Sheets}");
        if (last.SettledAt is { } settled)
            yield return (new("日誌: 終わり", "Journal: settled"), Time(settled));
    }

    static Holding CoinSlot(Cabinet cabinet) => new(
        new("お金と、領収番号ごとの控え。だれのものかは知らない。", "Money, and notes by receipt number; not whose."),
        [
            (new("投入金額", "Put in"), $"{cabinet.Coins.Credit.Amount}"),
            (new("預かり", "Held"), $"{cabinet.Coins.Held.Amount}"),
            (new("返却口", "Return tray"), $"{cabinet.Coins.ReturnTray.Amount}"),
        ]);

    static Holding Printer(Cabinet cabinet) => new(
        new("印刷が終わるまでの証明書。終わると捨てる。", "A certificate until its job is over."),
        [
            (new("取り出し口の枚数", "Sheets in the out-tray"), $"{cabinet.Printer.SheetsInTray}"),
            (new("箱の枚数", "Sheets in the locked box"), $"{cabinet.Printer.SheetsInBox}"),
        ]);

    static string Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToOffset(JapanTime.Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
