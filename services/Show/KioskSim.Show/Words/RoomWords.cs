namespace KioskSim.Show.Words;

/// <summary>The pages of the room.</summary>
static class RoomWords
{
    public static Said Pages { get; } = new("ページ", "Pages");

    public static IReadOnlyList<(string Path, Said Name)> AllPages { get; } =
    [
        ("/", new("キオスク端末", "Kiosk")),
        ("/sheet", new("用紙", "Sheet")),
        ("/stories", new("物語", "Stories")),
        ("/handout", new("配布資料", "Handout")),
        ("/desk", new("操作卓", "Operator's corner")),
    ];
}
