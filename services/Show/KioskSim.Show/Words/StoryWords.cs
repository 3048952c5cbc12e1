namespace KioskSim.Show.Words;

/// <summary>What is written around stories.</summary>
static class StoryWords
{
    public static Said Title { get; } = new("物語で見る", "Stories");

    public static Said Intro { get; } = new(
        "選ぶと、サービスをはじめから動かし直して、本当に起こして見せます。1つ3分ほどです。",
        "Choose one: all services start anew, and it really happens. Each takes about three minutes.");

    public static Said Begin { get; } = new("この物語を始める", "Begin this story");

    public static Said Again { get; } = new("はじめからもう一度", "Once more from the beginning");

    public static Said Forward { get; } = new("次へ", "Next");

    public static Said Back { get; } = new("前へ", "Back");

    public static Said Play { get; } = new("自動で進める", "Play");

    public static Said Pause { get; } = new("自動を止める", "Pause");

    public static Said End { get; } = new("物語を終わる", "End the story");

    public static Said Others { get; } = new("ほかの物語", "Other stories");

    public static Said Why { get; } = new("なぜ？", "Why?");

    public static Said Technical { get; } = new("技術的には", "Technical");

    public static Said Starting { get; } = new("サービスを動かし直しています…", "All services start anew…");

    public static Said Ready { get; } = new("準備ができました。「次へ」で始まります。", "All is ready. “Next” begins.");

    public static Said Happening { get; } = new("いま起きています…", "It is happening…");

    public static Said Seen { get; } = new("こうなりました", "What came of it");

    public static Said Otherwise { get; } = new("物語のとおりになりませんでした", "It did not come as told");

    public static Said Over { get; } = new("この物語はここまでです。", "That is the end of this story.");

    public static Said OtherIsTold { get; } = new("いま、別の物語の途中です：", "Another story is being told:");

    public static Said Unknown { get; } = new("その物語はありません。", "There is no such story.");

    public static Said Kiosk { get; } = new("いまの端末の画面", "The kiosk's screen now");

    public static Said Keys { get; } = new("→・PageDownで次へ、←・PageUpで前へ進みます。", "→ and Page Down go on, ← and Page Up go back.");

    public static Said Stops { get; } = new("この物語の流れ", "The stops");

    public static Said At(int number, int of) => new($"{number} / {of}", $"{number} of {of}");
}
