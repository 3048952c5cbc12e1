using KioskSim.Domain.Flow;
using KioskSim.Show.Words;

namespace KioskSim.Show.Map;

/// <summary>What crosses in a message, and who can read it: the table of docs/flow.md for people without technical training.</summary>
sealed record MessageWords(Said What, Said Reads)
{
    static readonly Said KioskOnly = new("キオスク端末だけ", "The kiosk alone");
    static readonly Said ChipOnly = new("カードのICチップだけ", "The chip of the card alone");
    static readonly Said Hand = new("だれも読めません。手の動きです", "Nobody: it is the movement of a hand");
    static readonly Said CentreOnly = new("証明書交付センターだけ", "The certificate centre alone");
    static readonly Said JpkiOnly = new("公的個人認証サービスセンターだけ", "The JPKI centre alone");
    static readonly Said CityOnly = new("市区町村だけ", "The city alone");
    static readonly Said CityBehindCentre = new(
        "中身は市区町村だけ。センターは封を開けられません", "Its content the city alone; the centre cannot open the seal");
    static readonly Said KioskBehindCentre = new(
        "中身はキオスク端末だけ。センターは封を開けられません", "Its content the kiosk alone; the centre cannot open the seal");
    static readonly Said SlotOnly = new("硬貨投入口だけ", "The coin slot alone");

    static readonly Dictionary<(string From, string To, string Message), MessageWords> All = new()
    {
        [(Party.Citizen, Party.Kiosk, "Choose")] = new(
            new("市区町村、証明書の種類、記載事項、部数を選ぶ", "Municipality, certificate, items and copies are chosen"), KioskOnly),
        [(Party.Citizen, Party.Card, "InsertCard")] = new(new("カードを読取り台に置く", "The card is laid on the reader"), Hand),
        [(Party.Kiosk, Party.Card, "ReadCertificate")] = new(
            new("利用者証明用電子証明書を読む。氏名も住所も入っていない", "The card's certificate is read; it holds no name and no address"), KioskOnly),
        [(Party.Kiosk, Party.Card, "ReadCardFile")] = new(
            new("住基カードの市区町村、番号、有効期限を読む", "City, number and last day of the resident-basic card are read"), KioskOnly),
        [(Party.Kiosk, Party.Card, "TriesLeft")] = new(new("暗証番号をあと何回間違えられるかを聞く", "How many wrong PINs are left"), KioskOnly),
        [(Party.Citizen, Party.Kiosk, "PressKey")] = new(
            new("並びの変わる数字盤の、どの場所に触れたか", "Which place was touched on a pad whose digits are shuffled"),
            new("画面を見ている本人だけ。場所だけでは数字は分からない", "Who sees the glass; a place says no digit")),
        [(Party.Kiosk, Party.Card, "VerifyPin")] = new(
            new("暗証番号をICチップが照合する。ほかへは送られない", "The chip verifies the PIN, which goes nowhere else"), ChipOnly),
        [(Party.Kiosk, Party.Centre, "Begin")] = new(
            new("端末の番号と電子証明書を送り、一度だけ使える番号を受け取る", "The kiosk's name and the certificate; back comes a number good once"), CentreOnly),
        [(Party.Kiosk, Party.Card, "Sign")] = new(
            new("申請をまとめた値に、カードが電子署名する", "The card signs a digest of the application"),
            new("ICチップが受け取るのはハッシュ値だけ", "The chip is given a digest only")),
        [(Party.Kiosk, Party.Centre, "Apply")] = new(
            new("電子署名と、市区町村あてに封をした申請", "The signature, and the application sealed for the city"),
            new("センターは市区町村と証明書の種類だけ。申請の中身は市区町村だけ", "The centre: municipality and kind. The application: the city alone")),
        [(Party.Kiosk, Party.Centre, "ListMembers")] = new(
            new("世帯などの一覧を、封をした申請で求める", "The list of members is asked for, sealed"), CityBehindCentre),
        [(Party.Centre, Party.Jpki, "Check")] = new(
            new("電子証明書の発行番号だけを送り、有効かどうかの署名つきの答えを受け取る", "The certificate's serial number alone; back comes a signed answer"),
            new("公的個人認証サービスセンターだけ。何の証明書の申請かは伝わらない", "The JPKI centre alone; it does not learn what for")),
        [(Party.Centre, Party.City, "Prepare")] = new(
            new("封をした申請と、本人確認の証拠。答えは手数料と枚数", "The sealed application and the evidence; back come fee and sheets"), CityBehindCentre),
        [(Party.Centre, Party.City, "ListMembers")] = new(
            new("封をした申請。答えは続柄と生まれ年の、封をした一覧", "The sealed application; back comes a sealed list of relationships and years"), KioskBehindCentre),
        [(Party.Citizen, Party.Kiosk, "ChooseMembers")] = new(new("一覧の何番目の方かを選ぶ", "Places in the list are chosen"), KioskOnly),
        [(Party.Citizen, Party.Kiosk, "Confirm")] = new(new("枚数と手数料を確かめる", "Yes to sheets and fee"), KioskOnly),
        [(Party.Citizen, Party.Card, "TakeCard")] = new(new("カードを取る", "The card is taken"), Hand),
        [(Party.Kiosk, Party.Centre, "Issue")] = new(
            new("引換えの番号を送り、封をした証明書を受け取る", "The token; back comes the sealed certificate"), KioskBehindCentre),
        [(Party.Centre, Party.City, "Issue")] = new(
            new("引換えの番号を渡し、市が作って封をした証明書を受け取る", "The token; back comes the certificate that the city made and sealed"), KioskBehindCentre),
        [(Party.Kiosk, Party.Kiosk, "OpenAndCheck")] = new(
            new("封を開け、市の署名と、全ページが本人のものであることを確かめる", "The seal is opened; signature and subject of every sheet are checked"), KioskOnly),
        [(Party.Kiosk, Party.Printer, "GetPrinterAttributes")] = new(
            new("印刷できる状態かを聞く", "Whether it can print"), new("プリンターだけ。証明書はまだ渡らない", "The printer alone; no certificate yet")),
        [(Party.Citizen, Party.CoinSlot, "InsertMoney")] = new(new("硬貨や紙幣を入れる", "Coins and notes are put in"), SlotOnly),
        [(Party.Kiosk, Party.CoinSlot, "Hold")] = new(
            new("手続きの番号、領収番号、手数料、部数を控える", "Session, receipt number, fee and copies are noted"), SlotOnly),
        [(Party.Kiosk, Party.Centre, "Release")] = new(
            new("支払いが済んだことと領収番号。印刷してよいかを聞く", "That the fee is in, and the receipt number; may it be printed?"), CentreOnly),
        [(Party.Centre, Party.Jpki, "CheckAgain")] = new(
            new("印刷の直前に、電子証明書が今も有効かをもう一度確かめる", "Is the certificate still valid, just before printing?"), JpkiOnly),
        [(Party.Centre, Party.City, "Release")] = new(
            new("印刷の直前に、発行が止められていないかをもう一度確かめる", "Has anything stopped the issue, just before printing?"), CityOnly),
        [(Party.Kiosk, Party.Printer, "PrintJob")] = new(
            new("証明書を端末の中のケーブルで渡し、両面に印刷する", "The certificate, over the cable inside the machine"),
            new("プリンターだけ。印刷が済むと捨てる", "The printer alone, until the job is over")),
        [(Party.Kiosk, Party.CoinSlot, "Close")] = new(new("出た部数と、受け取る金額", "Copies that are out, and what is kept"), SlotOnly),
        [(Party.Kiosk, Party.Centre, "Settle")] = new(new("結果（交付か返金か）、領収番号、金額", "Outcome, receipt number, amounts"), CentreOnly),
        [(Party.Centre, Party.City, "Settle")] = new(new("結果と金額", "Outcome and amounts"), CityOnly),
        [(Party.Kiosk, Party.CoinSlot, "Forget")] = new(new("控えを消す", "The note is dropped"), SlotOnly),
        [(Party.Kiosk, Party.Kiosk, "Erase")] = new(
            new("暗証番号、申請、証明書を置いた記憶域を消去する", "What the session held is wiped"), new("だれも読めません。もう何もありません", "Nobody: nothing is there any more")),
        [(Party.Kiosk, Party.Clerk, "Set")] = new(new("忘れ物があるので店員を呼ぶランプ", "The lamp that calls the clerk"), new("店員", "The clerk")),
        [(Party.Kiosk, Party.Printer, "Withdraw")] = new(
            new("忘れられた用紙を鍵のかかる箱に引き込む", "Forgotten paper is drawn into the locked box"), new("枚数だけをキオスク端末", "The kiosk: a number of sheets")),
        [(Party.Kiosk, Party.Centre, "ReportWithdrawn")] = new(new("箱に引き込んだ枚数", "How many sheets went into the box"), CentreOnly),
        [(Party.Citizen, Party.Printer, "TakePaper")] = new(new("用紙を取る", "The paper is taken"), new("本人だけ", "The citizen alone")),

        [(Party.Citizen, Party.Kiosk, "MoreTime")] = new(new("時間を延ばす", "More time is asked for"), KioskOnly),
        [(Party.Citizen, Party.Kiosk, "Cancel")] = new(new("中止する", "It is cancelled"), KioskOnly),
        [(Party.Citizen, Party.CoinSlot, "TakeMoney")] = new(new("返却口のお金を取る", "Returned money is taken"), Hand),
        [(Party.Kiosk, Party.Centre, "ListMunicipalities")] = new(
            new("参加している市区町村と、取り扱う証明書の一覧", "The list of cities and what they offer"), new("個人に関することは何もない", "Nothing about any person")),
        [(Party.Centre, Party.City, "Describe")] = new(
            new("取り扱う証明書、手数料、時間の一覧", "What the city offers, for how much and when"), new("個人に関することは何もない", "Nothing about any person")),
        [(Party.Registry, Party.City, "Confirm")] = new(
            new("送るものが残っていないこと", "That there is nothing more to send"), new("個人に関することは何もない", "Nothing about any person")),
        [(Party.CardOffice, Party.Jpki, "Personalise")] = new(
            new("カードに入れる電子証明書を作る。ここでは、カードを初めて使うときに行う", "A certificate for a card is made; here when the card is first used"), JpkiOnly),
        [(Party.NightDuty, Party.City, "Search")] = new(
            new("届出のあった方を氏名か生年月日で探す", "The person of a notice is looked for by name or date of birth"), CityOnly),
        [(Party.NightDuty, Party.City, "Suppress")] = new(
            new("届出のあった戸籍の証明書の発行を止める", "Certificates of that family register are stopped"), CityOnly),
    };

    static readonly MessageWords Other = new(
        new("証明書の交付とは別の手続き", "Another matter than an issuance"), new("受け取る相手だけ", "Who receives it, alone"));

    public static MessageWords Of(Hop hop) => All.GetValueOrDefault((hop.From, hop.To, hop.Message), Other);

    /// <summary>Whether there are words of its own for it.</summary>
    public static bool Knows(Hop hop) => All.ContainsKey((hop.From, hop.To, hop.Message));
}
