using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Show.Words;

namespace KioskSim.Show.Stories;

/// <summary>Facts that several stories have.</summary>
static class Facts
{
    static readonly Said Yes = new("はい", "yes");
    static readonly Said No = new("いいえ", "no");

    public static Fact Glass(Screen screen) => new(new("端末の画面", "On the kiosk's screen"), new(screen.Japanese, screen.English));

    public static Fact Spoken(Screen screen) => new(new("音声", "Spoken"), Said.Same(screen.Spoken));

    public static Fact Fee(int yen) => new(new("手数料", "Fee"), Yen(yen));

    public static Fact PutIn(int yen) => new(new("入れられたお金", "Money put in"), Yen(yen));

    public static Fact Change(int yen) => new(new("戻ったお金", "Money that came back"), Yen(yen));

    public static Fact Tries(int left) => new(new("暗証番号の残り回数", "Tries left"), new($"{left}回", $"{left}"));

    public static Fact Sheets(int sheets) => new(new("印刷された用紙", "Sheets printed"), new($"{sheets}枚", $"{sheets}"));

    public static Fact Copies(int copies) => new(new("手にした証明書", "Certificates in hand"), new($"{copies}通", $"{copies}"));

    public static Fact Receipt(string receipt) => new(new("領収番号", "Receipt"), Said.Same(receipt));

    /// <summary>Every field that the centre's record has.</summary>
    public static IReadOnlyList<Fact> Record(ReceiptReply record) =>
    [
        new(new("結果", "Outcome"), record.Outcome switch
        {
            Outcome.Delivered => new("交付済み", "delivered"),
            Outcome.Refunded => new("返金済み", "refunded"),
            _ => new("支払い前に終了", "ended before payment"),
        }),
        new(new("受け取った金額", "Yen kept"), Yen(record.YenKept)),
        new(new("店員による返金", "Refunded by the clerk"), record.RefundedByClerk ? Yes : No),
    ];

    static Said Yen(int yen) => new($"{yen:N0}円", $"{yen:N0} yen");
}
