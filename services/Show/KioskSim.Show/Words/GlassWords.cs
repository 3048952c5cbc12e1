using KioskSim.Contracts.Cabinet;

namespace KioskSim.Show.Words;

/// <summary>What is written on the machine and on its buttons.</summary>
static class GlassWords
{
    public static Said Title { get; } = new("キオスク端末", "The kiosk");

    public static Said Simulator { get; } = new(
        "これはシミュレーターです。登場する人も市区町村も架空です。", "This is a simulator. Every person and every city in it is invented.");

    public static Said City { get; } = new("どの市区町村の証明書ですか", "Which municipality's certificate?");

    public static Said Kind { get; } = new("どの証明書ですか", "Which certificate?");

    public static Said ItemsAndCopies { get; } = new("記載する事項と部数", "What is to be on it, and copies");

    public static Said Copies { get; } = new("部数", "Copies");

    public static Said Suspended { get; } = new("ただいま停止しています", "stopped at present");

    public static Said Back { get; } = new("戻る", "Back");

    public static Said Next { get; } = new("次へ", "Next");

    public static Said Ok { get; } = new("これでよい", "That is all");

    public static Said Members { get; } = new("証明書に記載する方", "Who is to be on the certificate");

    public static Said Sheets { get; } = new("枚数", "Sheets");

    public static Said Fee { get; } = new("手数料", "Fee");

    public static Said Inserted { get; } = new("投入金額", "Inserted");

    public static Said Confirm { get; } = new("この内容で交付を受ける", "Yes, issue it");

    public static Said MoreTime { get; } = new("時間を延ばす", "More time");

    public static Said Cancel { get; } = new("中止する", "Cancel");

    public static Said Pad { get; } = new("暗証番号の数字", "Digits of the PIN");

    public static Said KeyIn { get; } = new("本人が暗証番号を入力する", "Let the citizen key the PIN in");

    public static Said KeyInHint { get; } = new(
        "暗証番号は本人だけが知っていて、この画面には届きません。数字の並びは毎回変わります。",
        "Only the citizen knows the PIN; it does not come to this page. The digits lie in another order each time.");

    public static Said Reader { get; } = new("カード読取り台", "Card reader");

    public static Said CardLies { get; } = new("カードが置いてあります。", "A card lies there.");

    public static Said NoCard { get; } = new("何もありません。", "Nothing lies there.");

    public static Said LayCard { get; } = new("カードを置く", "Lay the card down");

    public static Said TakeCard { get; } = new("カードを取る", "Take the card");

    public static Said CoinSlot { get; } = new("硬貨・紙幣の投入口", "Coins and notes");

    public static Said TakeMoney { get; } = new("返却口のお金を取る", "Take money back");

    public static Said Tray { get; } = new("取り出し口", "Out-tray");

    public static Said TakePaper { get; } = new("用紙を取る", "Take the paper");

    public static Said Standing { get; } = new("キオスク端末の前にいる人", "Who stands at the kiosk");

    public static Said StepUp { get; } = new("この人に交代", "This one steps up");

    public static Said Card { get; } = new("マイナンバーカード", "Individual Number Card");

    public static Said Paper { get; } = new("受け取った証明書", "The certificate in hand");

    public static Said OtherHand { get; } = new(
        "ほかの画面で操作中です。この画面では見るだけになります。", "Another browser operates the kiosk. This one looks on.");

    public static Said TakeOver { get; } = new("この画面で操作する", "Operate it from here");

    public static Said Lost { get; } = new("接続が切れました。つなぎ直しています。", "The connection is lost. Connecting again.");

    public static Said Speak { get; } = new("音声案内を流す", "Speak the announcements");

    public static Said Skip { get; } = new("画面の内容へ", "Skip to the screen");

    public static Said Tries(int left) => new($"あと{left}回まで入力できます。", $"{left} {(left == 1 ? "try is" : "tries are")} left.");

    public static Said SecondsLeft(int seconds) => new(
        $"あと{seconds}秒で、この手続きは終わります。", $"In {seconds} seconds this visit ends.");

    public static Said Typed(int count) => new($"{count}文字入力済み", $"{count} typed");

    public static Said Yen(int yen) => new($"{yen:N0}円", $"{yen:N0} yen");

    public static Said InTray(int sheets) => sheets == 0 ? new("何もありません。", "Empty.") : new($"用紙が{sheets}枚あります。", $"{sheets} {(sheets == 1 ? "sheet lies" : "sheets lie")} there.");

    /// <summary>Screens that have the button.</summary>
    public static bool MayCancel(ScreenKind screen) => screen is ScreenKind.PlaceCard or ScreenKind.EnterPin or ScreenKind.Confirm or ScreenKind.ChooseMembers
        or ScreenKind.TakeCard or ScreenKind.Pay or ScreenKind.EnterNewPin or ScreenKind.RepeatNewPin or ScreenKind.EnterText;
}
