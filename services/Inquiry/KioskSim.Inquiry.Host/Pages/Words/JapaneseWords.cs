using System.Globalization;
using KioskSim.Domain.Time;
using KioskSim.Paper.Certificates;

namespace KioskSim.Inquiry.Host.Pages.Words;

sealed class JapaneseWords : PageWords
{
    public override string Language => "ja";

    public override string Home => "/";

    public override (string Language, string Name, string Home) OtherLanguage => ("en", "English", "/?lang=en");

    public override string SiteName => "証明書問合せサイト";

    public override string SkipToContent => "本文へ移動";

    public override string Simulator => "KioskSim の問合せサイトです。実在の証明書を確かめるサイトではありません。";

    public override string HomeTitle => "コンビニ交付の証明書を確かめる";

    public override string Lead =>
        "証明書の裏面にあるスクランブル画像には、市区町村が作成した表面の画像が暗号化されて入っています。裏面の読み取り画像を送信すると、発行時の表面を表示します。";

    public override IReadOnlyList<Notice> Steps { get; } =
    [
        new("裏面を読み取る", "スキャナーで裏面の全体を300dpi以上で読み取ります。傾きや上下の向きは問いません。"),
        new("画像を送信する", "何枚かの証明書は、裏面をすべて選ぶと、枚数がそろっているかも確かめられます。"),
        new("表面と見比べる", "表示された表面とお手元の表面を見比べます。違うところがあれば、改ざんのおそれがあります。"),
    ];

    public override string FileLabel => "裏面の画像ファイル";

    public override string FileHint => "PNG、JPEG、TIFF、PDF。合計20MB、10ページまで。複数選べます。";

    public override string Send => "送信して確かめる";

    public override string ShowsHeading => "このサイトで分かること";

    public override IReadOnlyList<string> Shows { get; } =
    [
        "市区町村が発行した時の表面",
        "作成した市区町村、発行番号、発行日時",
        "何枚目の用紙か、同じ証明書の用紙がそろっているか",
    ];

    public override string ShowsNotHeading => "このサイトでは分からないこと";

    public override IReadOnlyList<string> ShowsNot { get; } =
    [
        "お手元の用紙が原本か複写か（鮮明な複写からも同じ画像が表示されます）",
        "証明された内容が今も変わっていないか",
    ];

    public override string KeepsNothing => "送信された画像も、表示した画像も、このサイトには残りません。";

    public override string ReportTitle => "問合せの結果";

    public override string AnotherInquiry => "別の画像を確かめる";

    public override string HowToReadHeading => "結果の見方";

    public override IReadOnlyList<string> HowToRead { get; } =
    [
        "表示した画像は、市区町村が発行時に作成した表面です。お手元の表面と、文字や数字を一つずつ見比べてください。違うところがあれば、お手元の表面は発行された時のものではありません。",
        "裏面の鮮明な複写からも、同じ結果になります。この結果だけでは、お手元の用紙が原本であるとは言えません。",
        "原本か複写かは、裏面左下の偽造防止検出画像（桜の図柄）を専用の確認器具で見て確かめます。原本では丸の中に「証」の文字が現れ、複写では現れません。",
        "送信された画像と表示した画像は、もうこのサイトにはありません。このページを閉じると、もう一度表示することはできません。",
    ];

    public override string CityLabel => "作成した市区町村";

    public override string NumberLabel => "発行番号";

    public override string TimeLabel => "発行日時";

    public override string SheetLabel => "用紙";

    public override string RestoredLabel => "読み取りの修復";

    public override string Picture => "市区町村が作成した表面";

    public override string OwnScan => "お手元の表面";

    public override string OwnScanHint => "PNG、JPEG。この画像は送信されず、このブラウザーの中だけで表示されます。";

    public override string ChooseOwnScan => "お手元の表面の画像を横に並べる";

    public override string ZoomIn => "拡大";

    public override string ZoomOut => "縮小";

    public override string Overlay => "重ねて見る";

    public override string Swap => "入れ替える";

    public override string RefusalTitle => "確かめられませんでした";

    public override string Page(int page) => $"{page}ページ目";

    public override string City(CityName city) => city.Japanese;

    public override string Time(DateTimeOffset time)
    {
        var japan = time.ToOffset(JapanTime.Offset);
        return string.Create(CultureInfo.InvariantCulture, $"{Wareki.From(DateOnly.FromDateTime(japan.Date))} {japan.Hour}時{japan.Minute:00}分");
    }

    public override string Sheet(int sheet, int sheets) => $"全{sheets}枚のうち{sheet}枚目";

    public override string Restored(float share) => share < LeastShown ? "修復の必要はありませんでした" : string.Create(CultureInfo.InvariantCulture, $"全体の{share * 100:0.0}%を修復して、元のとおりに読み取りました");

    public override string PictureText(int sheet, int sheets) => $"{Sheet(sheet, sheets)}の表面の画像。お手元の表面と見比べてください。";

    public override Notice Of(Verdict verdict) => verdict switch
    {
        Verdict.Genuine => new("市区町村が作成したデータです", "市区町村の署名を確かめ、全体を元のとおりに読み取りました。下の画像とお手元の表面を見比べてください。"),
        Verdict.OfAnotherCertificate => new("別の証明書の用紙です", "市区町村が作成したデータですが、先に読み取った用紙とは別の証明書のものです。用紙が混ざっていないか確かめてください。"),
        Verdict.NoImage => new("スクランブル画像が見つかりません", "裏面の画像ではないか、裏面の全体が写っていません。裏面全体を読み取って、もう一度送信してください。"),
        Verdict.TooCoarse => new("画像が粗いか、ぼやけています", "スクランブル画像の細かい点が読み取れません。裏面の全体を300dpi以上で読み取って、もう一度送信してください。"),
        Verdict.Damaged => new("汚れや欠けのために読み取れません", "失われた部分が多く、元に戻せません。用紙を平らにして、もう一度読み取ってください。それでも読み取れないときは、市区町村にお問い合わせください。"),
        Verdict.NotOurs => new("市区町村が作成したデータではありません", "全体を読み取りましたが、どの参加市区町村の署名も確かめられません。この用紙を証明書として扱わないでください。"),
        _ => new("表示できない様式です", "市区町村が作成したデータですが、その様式がこのサイトに登録されていないため、表面を表示できません。市区町村にお問い合わせください。"),
    };

    public override Notice Summary(InquiryReport report) => OutcomeOf(report) switch
    {
        Outcome.Complete when report.Certificate!.Sheets == 1 => new("この証明書の用紙は、この1枚です", "市区町村が作成したデータです。表面を見比べて、内容を確かめてください。"),
        Outcome.Complete => new($"全{report.Certificate!.Sheets}枚がそろっています", "市区町村が作成したデータです。表面を見比べて、内容を確かめてください。"),
        Outcome.Mixed => new("証明書の用紙はそろっていますが、ほかのページがあります", "読み取れないページや、別の証明書の用紙が混ざっています。ページごとの結果をご覧ください。"),
        Outcome.Incomplete => new($"{string.Join('、', report.Missing.Select(s => $"{s}枚目"))}がありません", $"この証明書は全{report.Certificate!.Sheets}枚です。残りの裏面も合わせて送信してください。"),
        _ => new("表面を表示できる用紙はありませんでした", "ページごとの理由をご覧ください。"),
    };

    public override Notice Of(Refusal refusal) => refusal switch
    {
        Refusal.NoFile => new("ファイルが選ばれていません", "裏面の画像ファイルを選んでから、送信してください。"),
        Refusal.NotAScan => new("画像ではないファイルです", "PNG、JPEG、TIFF、または読み取った画像のPDFを送信してください。"),
        Refusal.Malformed => new("送信が途中で切れました", "もう一度送信してください。"),
        Refusal.Damaged => new("ファイルが壊れています", "このファイルは最後まで読み取れません。もう一度スキャンして、新しいファイルを送信してください。"),
        Refusal.TooLarge => new("ファイルが大きすぎます", "合計20MBまで、1ページはA4の600dpi程度までです。300dpiで読み取ると小さくなります。"),
        Refusal.TooManyPages => new("ページが多すぎます", "一度に確かめられるのは10ページまでです。分けて送信してください。"),
        Refusal.NotSupported => new("読み取れない形式の画像です", "画像の入っていないPDFや、特別な圧縮の画像は読み取れません。スキャナーの設定をPNGまたはJPEGに変えてください。"),
        Refusal.TwoFilesInOne => new("一つのファイルに、別のファイルが入っています", "安全のため、このようなファイルは扱いません。スキャンしたファイルをそのまま送信してください。"),
        Refusal.NotOurForm => new("送信の形式が違います", "このサイトの入力欄から送信してください。"),
        Refusal.TooSlow => new("時間内に届きませんでした", "通信の状態がよい場所で、もう一度送信してください。"),
        Refusal.TooOften => new("送信の回数が多すぎます", "しばらく待ってから、もう一度送信してください。"),
        Refusal.Busy => new("混み合っています", "しばらく待ってから、もう一度送信してください。"),
        Refusal.NoSuchPage => new("ページがありません", "アドレスを確かめるか、最初のページからやり直してください。"),
        Refusal.WrongMethod => new("その操作はできません", "このサイトの入力欄から送信してください。"),
        _ => new("サイトの不具合です", "申し訳ありません。送信された画像は残っていません。しばらく待ってから、もう一度送信してください。"),
    };
}
