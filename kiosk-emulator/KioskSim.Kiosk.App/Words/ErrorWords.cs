using KioskSim.Domain.Errors;

namespace KioskSim.Kiosk.App.Words;

/// <summary>The only place that turns an error into words. What happened, and what to do; never more than the citizen may know.</summary>
public static class ErrorWords
{
    public static Bilingual Of(FlowErrorCode code, int? triesLeft = null) => code switch
    {
        FlowErrorCode.WrongPin => triesLeft is { } tries
            ? new($"暗証番号が違います。あと{tries}回まで入力できます。", $"The PIN is wrong. {tries} {(tries == 1 ? "try is" : "tries are")} left.")
            : new("暗証番号が違います。", "The PIN is wrong."),
        FlowErrorCode.CardLocked => new(
            "暗証番号を続けて間違えたため、カードがロックされています。スマートフォンのアプリで予約してキオスク端末で再設定するか、お住まいの市区町村の窓口で解除の手続きをしてください。",
            "The card is locked after too many wrong PINs. Reserve a new PIN in the phone's app and set it at a kiosk, or have the card unlocked at your city office."),
        FlowErrorCode.CardRemoved => new("カードが取り外されたため、手続きを中止しました。", "The card was taken away, so the procedure was stopped."),
        FlowErrorCode.CardUnreadable => new(
            "カードを読み取れません。マイナンバーカードを置き直してください。", "The card cannot be read. Place an Individual Number Card on the reader again."),
        FlowErrorCode.NoCard => new(
            "この方は、そのカードをお持ちではありません。窓口で証明書を請求してください。", "This person holds no such card. Apply at the city office."),
        FlowErrorCode.JukiCardNotAccepted => new(
            "この市区町村では、住基カードはご利用いただけません。マイナンバーカードをご利用ください。",
            "This municipality does not take resident-basic cards. Please use an Individual Number Card."),
        FlowErrorCode.JukiCardExpired => new(
            "この住基カードは有効期限（発行から10年）が切れています。マイナンバーカードをご利用ください。",
            "This resident-basic card has expired, ten years after its issue. Please use an Individual Number Card."),
        FlowErrorCode.JukiCardOfAnotherCity => new(
            "この住基カードは、お選びの市区町村が発行したものではありません。", "This resident-basic card was issued by another municipality than the one you chose."),

        FlowErrorCode.CertificateRevoked => new(
            "このカードの電子証明書は失効しています。お住まいの市区町村の窓口で更新の手続きをしてください。",
            "The card's certificate has been revoked. Have a new one issued at your city office."),
        FlowErrorCode.CertificateOnHold => new(
            "このカードの電子証明書は一時停止されています。お住まいの市区町村の窓口で解除の手続きをしてください。",
            "The card's certificate is on hold. Have the hold released at your city office."),
        FlowErrorCode.CertificateExpired => new(
            "このカードの電子証明書は有効期限が切れています。お住まいの市区町村の窓口で更新の手続きをしてください。",
            "The card's certificate has expired. Have it renewed at your city office."),
        FlowErrorCode.CertificateNotYetUsable => new(
            "このカードは、交付・更新の翌日からご利用いただけます。", "The card can be used here from the day after its certificate was issued."),
        FlowErrorCode.CertificateUnknown or FlowErrorCode.CertificateInvalid or FlowErrorCode.SignatureInvalid => new(
            "このカードではご利用いただけません。お住まいの市区町村の窓口にお問い合わせください。", "This card cannot be used here. Please ask at your city office."),
        FlowErrorCode.SessionExpired or FlowErrorCode.TokenSpent => new(
            "時間が経過したため、手続きを中止しました。はじめからやり直してください。", "Too much time has passed. Please start again."),

        FlowErrorCode.PinResetNotReserved => new(
            "暗証番号の再設定の予約がありません。スマートフォンのアプリで予約してから、もう一度お越しください。",
            "No new PIN is reserved for this card. Reserve it in the phone's app, then come again."),
        FlowErrorCode.PinResetExpired => new(
            "暗証番号の再設定の予約から24時間が過ぎています。スマートフォンのアプリでもう一度予約してください。",
            "The reservation of a new PIN is older than 24 hours. Please reserve again in the phone's app."),

        FlowErrorCode.MunicipalityUnknown => new("この市区町村はコンビニ交付に対応していません。", "This municipality does not take part in the service."),
        FlowErrorCode.KindNotOffered => new("この市区町村では、お選びの証明書又は記載事項を取り扱っていません。", "This municipality does not offer that certificate or option."),
        FlowErrorCode.Closed => new(
            "この証明書は、ただいまの時間は交付していません。交付時間は、市区町村と証明書をお選びいただく画面でお確かめください。",
            "This certificate is not issued at this hour. The screen where you choose it says when it is."),
        FlowErrorCode.Suspended => new(
            "この証明書の交付は、保守等のため、ただいま停止しています。", "This certificate is not issued at present because of maintenance."),
        FlowErrorCode.TooManyCopies => new("部数が多すぎます。部数を減らしてください。", "Too many copies. Please choose fewer."),
        FlowErrorCode.ApplicantUnknown => new(
            "証明書を交付できません。カードに登録された市区町村をお選びになったかお確かめください。",
            "No certificate can be issued. Please check that you chose the municipality where you are registered."),
        FlowErrorCode.IssueSuppressed => new(
            "この証明書はコンビニでは交付できません。市区町村の窓口にお越しください。", "This certificate cannot be issued here. Please come to the city office."),
        FlowErrorCode.NoSealRegistered => new("印鑑登録がありません。", "No seal is registered."),
        FlowErrorCode.UseNotRegistered => new(
            "戸籍の証明書をお住まい以外の市区町村から受け取るには、あらかじめ利用登録の申請が必要です。",
            "To be issued a family register certificate by another municipality than your own, apply for use registration first."),
        FlowErrorCode.UseRegistrationPending => new(
            "利用登録の手続き中です。登録が済むまで、申請から5開庁日ほどかかります。",
            "Your use registration is being dealt with. It takes about five working days from the application."),
        FlowErrorCode.NoTaxRecord => new(
            "この年度の所得の申告が確認できないため、交付できません。市区町村の窓口にお越しください。",
            "No return is known for that year, so nothing can be certified. Please come to the city office."),
        FlowErrorCode.UnderAge => new("15歳未満の方はご利用いただけません。", "The service is for people aged 15 and over."),
        FlowErrorCode.MovedOut => new(
            "転出の届出があるため交付できません。市区町村の窓口にお越しください。", "A move out of the municipality has been registered. Please come to the city office."),
        FlowErrorCode.CharactersPending => new(
            "氏名等に使われている文字の登録が済んでいないため交付できません。市区町村の窓口にお越しください。",
            "A character in the record cannot be printed yet. Please come to the city office."),
        FlowErrorCode.ApplicationUnreadable => new("申請を受け付けられませんでした。はじめからやり直してください。", "The application could not be read. Please start again."),
        FlowErrorCode.JukiCardReturned => new(
            "この住基カードは返納されているため、ご利用いただけません。", "This resident-basic card has been returned and can no longer be used."),
        FlowErrorCode.JukiCardSuperseded => new(
            "マイナンバーカードの交付を受けた方は、住基カードをご利用いただけません。マイナンバーカードをご利用ください。",
            "Who has an Individual Number Card can no longer use a resident-basic card. Please use the Individual Number Card."),

        FlowErrorCode.PinsDiffer => new("2回の入力が一致しません。はじめから入力してください。", "The two entries differ. Please enter the new PIN again."),
        FlowErrorCode.NewPinUnconfirmed => new(
            "カードから応答がないため、新しい暗証番号が設定されたか確かめられません。以前の暗証番号のままのときは、スマートフォンのアプリでもう一度予約してください。",
            "The card did not confirm the new PIN. If the old one still holds, please reserve again in the phone's app."),

        FlowErrorCode.CentreUnreachable => new("証明書交付センターに接続できません。しばらくしてからやり直してください。", "The certificate centre cannot be reached. Please try again later."),
        FlowErrorCode.JpkiUnreachable => new(
            "電子証明書の有効性を確認できないため、手続きを中止しました。しばらくしてからやり直してください。",
            "The certificate could not be checked, so nothing was issued. Please try again later."),
        FlowErrorCode.CityUnreachable => new("市区町村のシステムに接続できません。しばらくしてからやり直してください。", "The city's system cannot be reached. Please try again later."),

        FlowErrorCode.PaymentAborted => new("お支払いが中止されました。投入された金額をお返しします。", "Payment was stopped. Your money is returned."),
        FlowErrorCode.PrinterFault => new(
            "印刷できませんでした。印刷されなかった分の手数料をお返しします。", "The printer stopped. The fee for what was not printed is returned."),
        FlowErrorCode.PrinterNotReady => new(
            "プリンターの用紙切れ、紙づまり等のため、印刷できません。店員にお知らせください。",
            "The printer is out of paper, jammed or otherwise not ready. Please tell the clerk."),
        FlowErrorCode.PaperLeft => new(
            "前の方の証明書が取出口に残っているため、ご利用いただけません。店員にお知らせください。",
            "Somebody's certificate is still in the out-tray. Please tell the clerk."),
        FlowErrorCode.CardLeft => new(
            "前の方のカードが読取り台に残っているため、ご利用いただけません。店員にお知らせください。",
            "Somebody's card is still on the reader. Please tell the clerk."),
        FlowErrorCode.CertificateMismatch => new(
            "受信した証明書の確認ができなかったため、手続きを中止しました。手数料はいただいていません。",
            "The certificate that arrived did not pass the check and was erased. No fee was taken."),
        FlowErrorCode.Refunded => new("手数料をお返ししました。", "The fee was returned."),
        FlowErrorCode.Cancelled => new("手続きを中止しました。", "The procedure was cancelled."),
        FlowErrorCode.TimedOut => new("操作がなかったため、手続きを中止しました。", "The procedure was stopped because nothing was touched."),

        FlowErrorCode.CallerNotAllowed => new("この端末からはご利用いただけません。", "This terminal is not allowed to do that."),
        FlowErrorCode.BadRequest => new("その操作はできません。", "That cannot be done here."),
        FlowErrorCode.Internal => new("ただいまご利用いただけません。店員にお知らせください。", "Out of order. Please tell the clerk."),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "This error has no words."),
    };
}
