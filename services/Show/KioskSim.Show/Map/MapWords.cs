using KioskSim.Cluster.Recording;
using KioskSim.Domain.Flow;
using KioskSim.Show.Words;

namespace KioskSim.Show.Map;

/// <summary>What is written on the map.</summary>
static class MapWords
{
    const int LongestLine = 9;
    const int LongestEnglishLine = 13;

    public static Said Title { get; } = new("データの通り道", "Where the data goes");

    public static Said Picture { get; } = new("関係者と回線の地図。箱を押すと、今何を持っているかが分かります。", "Map of parties and lines. Press a box to see what it holds now.");

    public static Said Hint { get; } = new("箱を押すと、その相手が今持っているものを表示します。", "Press a box to see what it holds now.");

    public static Said Entries { get; } = new("送られたもの", "What was sent");

    public static Said Empty { get; } = new("手続きを始めると、送られたものが順に並びます。", "Once somebody begins, every message is listed here.");

    public static Said Shop { get; } = new("店舗", "Shop");

    public static Said CityHall { get; } = new("市区町村の庁舎", "City hall");

    public static Said NoLine { get; } = new("どの閉じた回線にもつながっていません", "Joined to no closed line");

    public static Said To { get; } = new("から", "to");

    public static Said UnderWay { get; } = new("送っています", "under way");

    public static Said Refused { get; } = new("断られました", "refused");

    public static Said Beside { get; } = new("手順外", "Beside");

    public static Said WhoReads { get; } = new("読める人:", "Who can read it:");

    public static Said Listener { get; } = new("回線を盗み聞きすると見えるもの", "What a listener on the line sees");

    public static Said There { get; } = new("行き", "There");

    public static Said AndBack { get; } = new("帰り", "And back");

    public static Said Step(int number) => new($"手順{number}", $"Step {number}");

    public static Said Bytes(int bytes) => new($"{bytes:N0}バイト", $"{bytes:N0} bytes");

    public static Said Heard(int there, int back) => new(
        $"暗号（TLS 1.3）だけです。分かるのは長さ（行き{there:N0}バイト、帰り{back:N0}バイト）と時刻。下は実際に線を流れたバイト列の先頭です。",
        $"Ciphertext (TLS 1.3) alone. Length ({there:N0} bytes there, {back:N0} back) and time can be seen. Below is how the real bytes on the wire begin.");

    /// <param name="line">One that no network carries, or a line on which nobody listens.</param>
    public static Said NothingToHear(Line line) => line switch
    {
        Line.Apdu => new("回線に出ません。カードと読取り台の間だけのやり取りです。", "It is on no line: it stays between card and reader."),
        Line.Memory => new("回線に出ません。キオスク端末の記憶域の中だけのことです。", "It is on no line: it happens in the kiosk's memory."),
        Line.Ipp => new("回線に出ません。端末の中の短いケーブルだけです。", "It is on no line: only on the short cable inside the machine."),
        _ => new("この線では、何も聞き取っていません。", "Nobody listened on this line."),
    };

    public static Said Of(string party) =>
        party == Geography.Inquiry ? new("問合せサイト", "Inquiry site") : Said.Of(Places.Of(party));

    public static Said Of(Line line) => Said.Of(Places.Of(line));

    public static Said WhatItHolds(Said party) => new($"{party.Japanese}が今持っているもの", $"What the {party.English} holds now");

    /// <summary>A name in a box, in one line or two.</summary>
    public static IReadOnlyList<string> Wrap(string name)
    {
        var isEnglish = name.All(char.IsAscii);
        if (name.Length <= (isEnglish ? LongestEnglishLine : LongestLine - 2))
            return [name];
        var at = isEnglish ? name.LastIndexOf(' ') : name switch
        {
            "公的個人認証サービスセンター" => 6,
            "スマートフォンのアプリ" => 7,
            "一時停止の24時間受付" => 5,
            _ => name.IndexOfAny(['セ', 'サ', 'シ'], 3) is > 0 and var found ? found : (name.Length + 1) / 2,
        };
        return at <= 0 ? [name] : [name[..at].TrimEnd(), name[at..].TrimStart()];
    }
}
