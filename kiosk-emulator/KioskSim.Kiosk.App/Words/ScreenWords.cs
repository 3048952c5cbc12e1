using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.Session;

namespace KioskSim.Kiosk.App.Words;

/// <summary>What a screen says, and what is spoken with it (002-12).</summary>
static class ScreenWords
{
    public static Bilingual Of(Screen screen) => screen.Kind switch
    {
        ScreenKind.Welcome => new(
            "行政サービス　証明書の交付。市区町村と証明書をお選びください。戸籍の証明書の利用登録、暗証番号の再設定もできます。",
            "Certificates. Choose municipality and certificate, apply for use registration, or set a new PIN."),
        ScreenKind.PlaceCard => screen.JukiCard
            ? new("マイナンバーカード又は住基カードを読取り台に置いてください。", "Place your Individual Number Card, or a resident-basic card of this city, on the reader.")
            : new("マイナンバーカードを読取り台に置いてください。", "Place your Individual Number Card on the reader."),
        ScreenKind.EnterPin => EnterPin(screen),
        ScreenKind.PleaseWait => new("しばらくお待ちください。", "Please wait."),
        ScreenKind.Confirm => new(
            $"内容をご確認ください。{screen.Sheets}枚、手数料{screen.Due.Amount}円です。", $"Please check: {Sheets(screen.Sheets)}, {screen.Due.Amount} yen."),
        ScreenKind.ChooseMembers => new(
            "証明書に記載する方を、続柄と生まれた年でお選びください。", "Choose who is to be on the certificate, by relationship and year of birth."),
        ScreenKind.TakeCard => new("カードをお取りください。", "Please take your card."),
        ScreenKind.Pay => new(
            $"手数料{screen.Due.Amount}円をお入れください。投入金額{screen.Credit.Amount}円。", $"Please pay {screen.Due.Amount} yen. Inserted: {screen.Credit.Amount} yen."),
        ScreenKind.Printing => screen.Error is { } trouble ? ErrorWords.Of(trouble) : new("印刷しています。そのままお待ちください。", "Printing. Please stay here."),
        ScreenKind.TakePaper when screen.Sheets == 0 => new("証明書をお取りください。", "Please take your certificate."),
        ScreenKind.TakePaper => new(
            $"証明書{screen.Sheets}枚をお取りください。領収番号 {screen.Receipt}", $"Please take your certificate ({Sheets(screen.Sheets)}). Receipt {screen.Receipt}"),
        ScreenKind.Finished => new("ご利用ありがとうございました。", "Thank you."),
        ScreenKind.EnterNewPin => EnterNewPin(screen),
        ScreenKind.RepeatNewPin => new("確認のため、新しい暗証番号をもう一度入力してください。", "Enter the new PIN again."),
        ScreenKind.PinIsSet => new("新しい暗証番号を設定しました。カードをお取りください。", "The new PIN is set. Please take your card."),
        ScreenKind.EnterText => EnterText(screen.Field!.Value),
        ScreenKind.UseApplied => new(
            "利用登録の申請を受け付けました。ご利用いただけるまで、5開庁日ほどかかります。カードをお取りください。",
            "Your application for use registration has been received. It takes about five working days. Please take your card."),
        ScreenKind.Stopped => Stopped(screen),
        ScreenKind.OutOfService => screen.Error is { } error ? ErrorWords.Of(error) : new("ただいまご利用いただけません。", "Out of service."),
        _ => throw new ArgumentOutOfRangeException(nameof(screen), screen.Kind, "This screen has no words."),
    };

    /// <summary>Empty: nothing is spoken. Warnings rise with their level: said once, said with what to do, said to the whole shop.</summary>
    public static string Spoken(Screen screen) => screen switch
    {
        { Kind: ScreenKind.TakeCard or ScreenKind.PinIsSet or ScreenKind.UseApplied } or { Kind: ScreenKind.Stopped, Warnings: > 0 } or { Error: FlowErrorCode.CardLeft } =>
            Rising(screen.WarningLevel, "カード"),
        { Kind: ScreenKind.TakePaper } or { Error: FlowErrorCode.PaperLeft } => Rising(screen.WarningLevel, "証明書"),
        { Kind: ScreenKind.Stopped, Credit.Amount: > 0 } => "お金をお取りください。",
        { MoreTime: true } => "まもなく時間切れです。続けるときは、時間を延ばしてください。",
        { TimeLeft.Ticks: > 0 } => "まもなく時間切れです。",
        _ => "",
    };

    static string Rising(int level, string what) => level switch
    {
        <= 1 => $"{what}をお取り忘れなく。",
        2 => $"{what}が残っています。{what}をお取りください。",
        _ => $"{what}が残っています。{what}をお取りください。店員をお呼びしています。",
    };

    static Bilingual EnterPin(Screen screen)
    {
        var ask = screen.JukiCard
            ? new Bilingual("住基カードの暗証番号（数字4桁）を入力してください。", "Enter the 4-digit PIN of the resident-basic card.")
            : new Bilingual("利用者証明用電子証明書の暗証番号（数字4桁）を入力してください。", "Enter the 4-digit PIN of the user-authentication certificate.");
        return screen.Error is { } error
            ? new($"{ErrorWords.Of(error, screen.TriesLeft).Japanese}{ask.Japanese}", $"{ErrorWords.Of(error, screen.TriesLeft).English} {ask.English}")
            : ask;
    }

    static Bilingual EnterNewPin(Screen screen)
    {
        var ask = screen.NewPin == CardPinKind.Signing
            ? new Bilingual(
                "署名用電子証明書の新しい暗証番号（英大文字と数字、6文字から16文字）を入力し、「確定」を押してください。",
                "Enter the new PIN of the signing certificate, 6 to 16 capital letters and digits, then press the end key.")
            : new Bilingual(
                "利用者証明用電子証明書の新しい暗証番号（数字4桁）を入力してください。", "Enter the new 4-digit PIN of the user-authentication certificate.");
        return screen.Error is { } error ? new($"{ErrorWords.Of(error).Japanese}{ask.Japanese}", $"{ErrorWords.Of(error).English} {ask.English}") : ask;
    }

    static Bilingual EnterText(UseField field) => field switch
    {
        UseField.Domicile => new("本籍を、戸籍のとおりに入力してください。", "Type your registered domicile as it stands in the family register."),
        UseField.Head => new("戸籍の筆頭者の氏名を入力してください。", "Type the name of the person at the head of the family register."),
        UseField.Name => new("あなたの氏名を入力してください。", "Type your name."),
        UseField.BirthDate => new("生年月日を数字8桁で入力してください。（例　19900401）", "Type your date of birth in eight digits (19900401)."),
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "This field has no words."),
    };

    static Bilingual Stopped(Screen screen)
    {
        var why = ErrorWords.Of(screen.Error!.Value, screen.TriesLeft);
        return screen.Credit == Yen.Zero
            ? why
            : new(
                $"{why.Japanese}{screen.Credit.Amount}円をお返しします。領収番号 {screen.Receipt}",
                $"{why.English} {screen.Credit.Amount} yen are returned. Receipt {screen.Receipt}");
    }

    static string Sheets(int count) => count == 1 ? "1 sheet" : $"{count} sheets";
}
