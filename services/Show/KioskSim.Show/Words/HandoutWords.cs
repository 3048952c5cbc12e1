using System.Globalization;
using KioskSim.Centre.Journal;
using KioskSim.Domain.Time;

namespace KioskSim.Show.Words;

/// <summary>What is written on the handout.</summary>
static class HandoutWords
{
    public static Said Title { get; } = new("コンビニ交付の実演の記録", "Record of a demonstration: certificates at convenience stores");

    public static Said Invented { get; } = new(
        "シミュレーターによる実演です。登場する人も市区町村も架空です。個人番号、住所、暗証番号、証明書の中身はこの記録にありません。",
        "Shown by a simulator: every person and city is invented. No individual number, address, PIN or content of a certificate is in this record.");

    public static Said NothingYet { get; } = new("まだ記録がありません", "There is no record yet");

    public static Said NothingYetText { get; } = new(
        "キオスク端末の画面で手続きを終えると、その記録をここで見て、印刷し、保存できます。",
        "Once a visit to the kiosk is over, its record can be looked at here, printed and saved.");

    public static Said WhatWasIssued { get; } = new("交付した証明書", "The certificate");

    public static Said Applicant { get; } = new("申請した人（架空）", "Applicant (invented)");

    public static Said Certificate { get; } = new("証明書", "Certificate");

    public static Said City { get; } = new("市区町村", "Municipality");

    public static Said Outcome { get; } = new("結果", "Outcome");

    public static Said Sheets { get; } = new("用紙", "Sheets");

    public static Said Fee { get; } = new("手数料", "Fee");

    public static Said Begun { get; } = new("申請", "Begun");

    public static Said Paid { get; } = new("支払い", "Paid");

    public static Said Ended { get; } = new("終わり", "Ended");

    public static Said NotSoFar { get; } = new("申請の前に終わりました。", "It ended before anything was applied for.");

    public static Said Steps { get; } = new("たどった手順", "The steps that were taken");

    public static Said Step { get; } = new("手順", "Step");

    public static Said FromTo { get; } = new("だれから、だれへ", "From, to");

    public static Said Line { get; } = new("回線", "Line");

    public static Said Size { get; } = new("大きさ", "Size");

    public static Said What { get; } = new("送られたもの", "What was sent");

    public static Said Reads { get; } = new("読める人", "Who can read it");

    public static Said Left { get; } = new("後に残ったもの", "What is left");

    public static Said Nothing { get; } = new("申請した方に関するものは、何も残っていません。", "Nothing of the applicant is left.");

    public static Said Something { get; } = new("手続きの途中で調べたため、まだ残っています。", "It was looked up while a visit went on: something is still there.");

    public static Said Times(int times) => times == 1 ? new("", "") : new($"（{times}回）", $" ({times} times)");

    public static Said Count(int sheets) => new($"{sheets}枚", $"{sheets}");

    public static Said Yen(int due, int returned) => returned == 0
        ? new($"{due:N0}円", $"{due:N0} yen")
        : new($"{due:N0}円（うち{returned:N0}円を返金）", $"{due:N0} yen, of which {returned:N0} were returned");

    public static Said Of(SessionState state) => state switch
    {
        SessionState.Delivered => new("交付しました", "Delivered"),
        SessionState.Refunded => new("返金しました", "Refunded"),
        SessionState.Cancelled => new("中止しました", "Cancelled"),
        _ => new("途中です", "Under way"),
    };

    /// <param name="milliseconds">Since 1970.</param>
    public static Said At(long milliseconds)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).ToOffset(JapanTime.Offset);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{time.Year}年{time.Month}月{time.Day}日 {time.Hour}時{time.Minute:00}分{time.Second:00}秒"),
            time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }
}
