namespace KioskSim.Show.Words;

/// <summary>What is written in the operator's corner.</summary>
static class DeskWords
{
    public static Said Title { get; } = new("操作卓", "Operator's corner");

    public static Said Cast { get; } = new("登場する人", "One of the cast");

    public static Said City { get; } = new("市区町村", "City");

    public static Said Resident { get; } = new("その市区町村の住民番号", "The city's number of a resident");

    public static Said Printer { get; } = new("プリンター", "Printer");

    public static Said InOrder { get; } = new("正常です", "in order");

    public static Said Fault { get; } = new("故障", "Fault");

    public static Said Break { get; } = new("故障させる", "Break it");

    public static Said Repair { get; } = new("直す", "Repair it");

    public static Said Services { get; } = new("サービスの状態", "All services");

    public static Said Service { get; } = new("サービス", "Service");

    public static Said State { get; } = new("状態", "State");

    public static Said Deed { get; } = new("操作", "Do");

    public static Said Runs { get; } = new("動いています", "runs");

    public static Said Down { get; } = new("止まっています", "is down");

    public static Said Stop { get; } = new("止める", "Stop");

    public static Said Start { get; } = new("動かす", "Start");

    public static Said LookAgain { get; } = new("状態を見直す", "Look again");

    public static Said Clock { get; } = new("時刻とやり直し", "Clock and reset");

    public static Said Now { get; } = new("いまの時刻：", "It is now");

    public static Said Hour { get; } = new("始める時刻", "Begin at");

    public static Said OtherTime { get; } = new("ほかの日時（入れたときは、こちらを使います）", "Another time (goes before the list)");

    public static Said Reset { get; } = new("はじめからやり直す", "Reset");

    public static Said ResetHint { get; } = new(
        "数秒で、全てのサービスを同じ町ではじめから動かし直します。故障は直り、カードと帳簿は最初の状態に戻ります。",
        "In a few seconds all services start anew with the same city. Faults are gone; cards and books are as at first.");

    public static Said StoryIsTold { get; } = new("物語の途中です。終わってから操作してください。", "A story is being told. End it first.");

    public static Said InTheMiddle { get; } = new("端末は手続きの途中です。終わってから交代してください。", "Somebody is in the middle of it at the kiosk. Wait until that is over.");

    public static Said NoSuchCity { get; } = new("その市区町村はありません。", "There is no such city.");

    public static Said NoSuchResident { get; } = new("その番号の方はいません。住民番号は数字だけで入れてください。", "There is nobody of that number. Numbers are digits only.");

    public static Said NoCard { get; } = new("その方はマイナンバーカードを持っていません。", "That resident has no Individual Number Card.");

    public static Said NoSuchFault { get; } = new("その故障はありません。", "There is no such fault.");

    public static Said NoSuchService { get; } = new("そのサービスは止められません。", "That service cannot be stopped.");

    public static Said NoSuchTime { get; } = new("その日時は選べません。町の日付から1年以内で選んでください。", "That is no time to begin at: choose one within a year of the city's own day.");

    /// <param name="service">As the cluster calls it.</param>
    public static Said NameOf(string service) => service switch
    {
        "jpki" => new("公的個人認証サービスセンター", "JPKI centre"),
        "centre" => new("証明書交付センター", "Certificate centre"),
        "devices" => new("端末の機器（カード読取り・硬貨・印刷）", "The kiosk's devices"),
        "kiosk" => new("キオスク端末", "Kiosk"),
        "inquiry" => new("問合せサイト", "Inquiry site"),
        _ when service.StartsWith("city-", StringComparison.Ordinal) => new($"証明発行サーバー（{service[5..]}）", $"Issuance server ({service[5..]})"),
        _ => Said.Same(service),
    };
}
