using System.Globalization;
using KioskSim.Inquiry.Comparison;
using KioskSim.Paper.Ground;
using KioskSim.Show.Sheet;

namespace KioskSim.Show.Words;

/// <summary>What is written on the page of the sheet.</summary>
static class SheetWords
{
    public static Said Title { get; } = new("証明書の用紙を調べる", "The sheet, examined");

    public static Said Lead { get; } = new(
        "証明書は普通紙に印刷されます。それでも複写や書き換えが分かるように、用紙には三つのしくみがあります。いま手に持っている用紙で試せます。",
        "Certificates are printed on plain paper. Three things on the sheet show all the same whether it was copied or altered. Try them on the sheet in hand.");

    public static Said NothingYet { get; } = new("まだ証明書を受け取っていません", "Nobody holds a certificate yet");

    public static Said HowToGet { get; } = new(
        "キオスク端末の画面で証明書を交付し、取り出し口の「用紙を取る」を押してください。用紙を取ると、ここに表と裏が出ます。",
        "Issue a certificate at the kiosk and press “Take the paper” at its out-tray. As soon as it is taken, both sides are shown here.");

    public static Said ToKiosk { get; } = new("キオスク端末へ", "To the kiosk");

    public static Said NoSuchSheet { get; } = new("その用紙はありません", "There is no such sheet");

    public static Said NoSuchSheetText { get; } = new("指定された番号の用紙や、指定された扱い方はありません。", "No sheet in hand has that number, or nothing of that kind can be done to it.");

    public static Said ToFirst { get; } = new("1枚目を見る", "Show the first sheet");

    public static Said WhatIsDone { get; } = new("用紙をどうしますか", "What is done to the sheet?");

    public static Said Front { get; } = new("表", "Front");

    public static Said Back { get; } = new("裏", "Back");

    public static Said Pdf { get; } = new("PDFで開く", "Open as PDF");

    public static Said Examine { get; } = new("この用紙を確かめる", "Examine this sheet");

    public static Said Infrared { get; } = new("赤外線カメラで裏を見る", "Look at the back by infrared");

    public static Said Ask { get; } = new("裏を読み取って問合せサイトで確かめる", "Scan the back and ask the inquiry site");

    public static Said Busy { get; } = new("用紙を読み取っています。少しお待ちください。", "The sheet is being read. One moment, please.");

    public static Said InfraredTitle { get; } = new("赤外線カメラで見た裏の桜", "The cherry blossom on the back, by infrared");

    public static Said InfraredNote { get; } = new(
        "実際の用紙は、赤外線カメラの付いた専用の器具で見ます。このシミュレーターでは、同じ細かさの線を引いたフィルムを重ねて見ています。",
        "Real sheets are looked at with a special viewer that has an infrared camera. This simulator lays a film of equally fine lines on the sheet.");

    public static Said AnswerTitle { get; } = new("問合せサイトの答え", "What the inquiry site answers");

    public static Said SiteSays { get; } = new("サイトの言葉", "In the site's own words");

    public static Said SentOther { get; } = new("送ったファイルへの答え", "The answer to the file that was sent");

    public static Said NoAnswer { get; } = new("問合せサイトが答えません", "The inquiry site does not answer");

    public static Said NoAnswerText { get; } = new(
        "動いていないか、つながりません。しばらくして、もう一度試してください。", "It is not running, or out of reach. Try again in a while.");

    public static Said InHand { get; } = new("手に持っている用紙の表", "The front of the sheet in hand");

    public static Said AsIssued { get; } = new("市区町村が作成した表", "The front as the city made it");

    public static Said ComparedHere { get; } = new(
        "見比べたのはこの画面です。問合せサイトへ送ったのは裏の読み取り画像だけで、表は送っていません。",
        "It was this page that compared them. Only the scanned back was sent to the inquiry site, never the front.");

    public static Said Same { get; } = new("表は、市区町村が作成したものと同じです", "The front is the one that the city made");

    public static Said SameText { get; } = new("文字も数字も、違うところは見つかりませんでした。", "No letter and no digit differs.");

    public static Said DifferentText { get; } = new(
        "枠で囲んだところが、市区町村が作成した表と違います。表は書き換えられています。", "What is framed is not as the city made it. The front has been altered.");

    public static Said CannotTell { get; } = new("機械では見比べられませんでした", "It could not be compared by itself");

    public static Said CannotTellText { get; } = new(
        "二つの画像を目で見比べてください。", "Compare the two pictures by eye.");

    public static Said CopyNote { get; } = new(
        "裏の鮮明な複写からも、問合せサイトは同じ答えを出します。原本か複写かは、地紋と赤外線カメラで確かめます。",
        "To a sharp copy of the back the site gives the same answer. Whether it is the original, the ground and the infrared camera tell.");

    public static Said SendOther { get; } = new("別のファイルを送ってみる", "Send it some other file");

    public static Said SendOtherHint { get; } = new(
        "裏の画像ではないファイルを問合せサイトへ送ると何が起きるか、試せます。ファイルはこのパソコンの外へは出ません。",
        "See what the inquiry site says to a file that is no scan of a back. The file does not leave this computer.");

    public static Said File { get; } = new("ファイル", "File");

    public static Said Send { get; } = new("送る", "Send");

    public static Said Place { get; } = new("違うところ", "Where they differ");

    public static Said Skip { get; } = new("用紙へ", "Skip to the sheet");

    public static Said StateName(PaperState state) => state switch
    {
        PaperState.Issued => new("交付されたまま", "As it was issued"),
        PaperState.Copied => new("複写機にかける", "Photocopy it"),
        PaperState.OtherName => new("氏名を書き換える", "Alter the name"),
        _ => new("日付を書き換える", "Alter a date"),
    };

    public static Said Told(PaperState state, IReadOnlyList<AlteredPlace> altered) => state switch
    {
        PaperState.Issued => new(
            "キオスク端末から出てきた用紙です。地は一面の薄い灰色に見えます。", "The sheet as it came out of the kiosk. Its ground looks evenly grey."),
        PaperState.Copied => new(
            $"複写機から出てきた紙です。地に「{GroundWord.Duplicate}」の文字が現れました。", $"What came out of a photocopier. The word {GroundWord.Duplicate} (“duplicate”) has appeared in its ground."),
        _ when altered is [var first, ..] => new(
            $"表の「{first.Before}」を「{first.After}」に書き換えた用紙です。裏は元のままです。",
            $"On the front “{first.Before}” was altered to “{first.After}”. The back is the original one."),
        PaperState.OtherName => new("この面には書き換えられる氏名がありません。", "This side bears no name that could be altered."),
        _ => new("この面には書き換えられる日付がありません。", "This side bears no date that could be altered."),
    };

    public static Said Hidden(bool shows) => shows
        ? new("「証」の文字が見えます。原本です。", "証 (“certified”) shows: this is an original.")
        : new("「証」の文字が見えません。複写です。", "証 (“certified”) does not show: this is a copy.");

    public static Said Different(int places) => new($"{places}か所が違います", $"{places} {(places == 1 ? "place differs" : "places differ")}");

    public static Said PlaceOf(int number, PicturePlace place) => new(
        string.Create(CultureInfo.InvariantCulture, $"{number}: 左から{place.X / 10:F0}cm、上から{place.Y / 10:F0}cm"),
        string.Create(CultureInfo.InvariantCulture, $"{number}: {place.X / 10:F0} cm from the left, {place.Y / 10:F0} cm from the top"));

    public static Said Copy(int copy) => new($"{copy}部目", $"Copy {copy}");

    public static Said Sheet(int sheet, int sheets) => new($"{sheets}枚のうち{sheet}枚目", $"Sheet {sheet} of {sheets}");

    public static Said FrontText(PaperState state) => new($"用紙の表の画像。{StateName(state).Japanese}。", $"Picture of the front. {StateName(state).English}.");

    public static Said BackText(PaperState state) => new($"用紙の裏の画像。{StateName(state).Japanese}。", $"Picture of the back. {StateName(state).English}.");
}
