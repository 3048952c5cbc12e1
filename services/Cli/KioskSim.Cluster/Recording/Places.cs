using KioskSim.Domain.Flow;
using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cluster.Recording;

/// <summary>Parties and lines as people call them.</summary>
public static class Places
{
    static readonly Dictionary<string, Bilingual> Parties = new()
    {
        [Party.Citizen] = new("住民", "citizen"),
        [Party.Clerk] = new("店員", "clerk"),
        [Party.Kiosk] = new("キオスク端末", "kiosk"),
        [Party.Card] = new("カード", "card"),
        [Party.CoinSlot] = new("硬貨投入口", "coin slot"),
        [Party.Printer] = new("プリンター", "printer"),
        [Party.Centre] = new("証明書交付センター", "centre"),
        [Party.Jpki] = new("公的個人認証サービスセンター", "JPKI"),
        [Party.City] = new("証明発行サーバー", "city"),
        [Party.Registry] = new("基幹系システム", "registry"),
        [Party.CardOffice] = new("カード交付窓口", "card office"),
        [Party.HoldLine] = new("一時停止の24時間受付", "24-hour line"),
        [Party.RegisterOffice] = new("戸籍担当", "register office"),
        [Party.NightDuty] = new("宿直室", "night duty"),
        [Party.Phone] = new("スマートフォンのアプリ", "phone's app"),
    };

    static readonly Dictionary<Line, Bilingual> Lines = new()
    {
        [Line.StoreLine] = new("店舗専用回線", "store line"),
        [Line.Lgwan] = new("LGWAN", "LGWAN"),
        [Line.Internet] = new("インターネット", "Internet"),
        [Line.CityCore] = new("庁内基幹系", "city core"),
        [Line.NightDuty] = new("宿直室回線", "night-duty line"),
        [Line.TouchPanel] = new("画面と投入口", "glass and slots"),
        [Line.Apdu] = new("ICカード", "APDU"),
        [Line.Memory] = new("端末の記憶域", "memory"),
        [Line.CabinetWire] = new("筐体内の配線", "cabinet wire"),
        [Line.Ipp] = new("プリンター接続", "IPP"),
    };

    public static Bilingual Of(string party) => Parties[party];

    public static Bilingual Of(Line line) => Lines[line];
}
