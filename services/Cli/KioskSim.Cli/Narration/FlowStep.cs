using KioskSim.Kiosk.App.Words;

namespace KioskSim.Cli.Narration;

/// <summary>A step of docs/flow.md as it is told: what happens, and who can read what of it.</summary>
sealed record FlowStep(int Number, Bilingual Title, Bilingual WhoReads);

static class FlowSteps
{
    public static IReadOnlyList<FlowStep> All { get; } =
    [
        new(1, new("市区町村、証明書、記載事項、部数を選び、カードを置く", "Choose municipality, certificate, items and copies; place the card"),
            new("選んだ内容を知るのはキオスク端末だけ。", "Only the kiosk knows what was chosen.")),
        new(2, new("カードから利用者証明用電子証明書を読み、暗証番号をカードの中で照合する", "Read the card's certificate; the PIN is verified inside the chip"),
            new("暗証番号はキオスクの消去される記憶域からカードへ渡るだけで、どこにも送られない。", "The PIN goes from wiped memory to the chip and nowhere else.")),
        new(3, new("証明書交付センターへ手続きの開始を伝え、一回限りの番号を受け取る", "Begin at the certificate centre; receive a single-use nonce"),
            new("センターは端末の番号と電子証明書（氏名・住所なし）を読める。", "The centre reads the kiosk's name and the certificate, which holds no name or address.")),
        new(4, new("申請をまとめた値にカードが電子署名する", "The card signs the digest of the application"),
            new("カードが受け取るのはハッシュ値だけ。", "The card sees a digest only.")),
        new(5, new("署名と、市区町村だけが開けられる封をした申請を送る", "Apply: the signature, and the application sealed for the city"),
            new("センターが読めるのは市区町村と証明書の種類だけ。記載事項と部数は封の中。", "The centre reads municipality and kind; items and copies are sealed.")),
        new(6, new("電子証明書が有効か、公的個人認証サービスセンターに確かめる", "Ask the JPKI centre whether the certificate is valid"),
            new("送るのは証明書の発行番号だけ。どの市区町村の何の証明書かは伝えない。", "Only the certificate's serial number crosses; not which city or what for.")),
        new(7, new("封をした申請と証拠を市区町村へ渡す。市区町村は自分でもう一度確かめ、手数料を答える", "Pass application and evidence to the city, which checks again and names the fee"),
            new("申請を開けて読めるのは市区町村だけ。", "Only the city can open the application.")),
        new(8, new("内容と手数料を確認し、カードを取る", "Confirm contents and fee; take the card"),
            new("画面には枚数と金額だけを表示する。", "The screen shows sheets and amount only.")),
        new(9, new("市区町村が証明書を作り、署名し、キオスクだけが開けられる封をして送る", "The city makes, signs and seals the certificate for this kiosk"),
            new("センターは封をしたまま通す。開ける鍵を持たない。", "The centre passes it through and has no key to open it.")),
        new(10, new("封を開け、署名と、全ページが本人のものであることを確かめる", "Open it; check the signature and that every sheet is the applicant's"),
            new("証明書の内容はキオスクの記憶域の中だけにある。", "The certificate exists in the kiosk's memory only.")),
        new(11, new("手数料を入れる", "Pay the fee"),
            new("硬貨投入口は金額と受付番号だけを控える。", "The coin slot books amount and receipt number only.")),
        new(12, new("印刷の直前に、失効と発行抑止をもう一度確かめる", "Check revocation and suppression once more before printing"),
            new("センター、公的個人認証、市区町村は手続きの番号と証明書の発行番号だけを見る。", "Session and serial numbers only.")),
        new(13, new("普通紙の両面に印刷する", "Print on both sides of plain paper"),
            new("プリンターは印刷が済むと内容を捨てる。", "The printer drops the document when the job is over.")),
        new(14, new("交付済か返金かを、センターと市区町村に記録する", "Settle with centre and city: delivered or refunded"),
            new("記録するのは手続きの番号、時刻、金額、結果。", "Session, times, amounts and outcome are recorded; nothing of the person.")),
        new(15, new("キオスクの記憶を消去し、証明書を取る", "Erase the kiosk's memory; take the certificate"),
            new("キオスクには何も残らない。", "Nothing stays on the kiosk.")),
    ];

    /// <summary>The steps that go another way with a 住基カード (001-41).</summary>
    public static IReadOnlyDictionary<int, FlowStep> OfJukiCard { get; } = new Dictionary<int, FlowStep>
    {
        [2] = new(2, new("住基カードから番号と有効期限を読み、暗証番号をカードの中で照合する", "Read number and expiry of the resident-basic card; the PIN is verified inside the chip"),
            new("暗証番号はキオスクの消去される記憶域からカードへ渡るだけで、どこにも送られない。", "The PIN goes from wiped memory to the chip and nowhere else.")),
        [3] = new(3, new("証明書交付センターへ手続きの開始を伝え、一回限りの番号を受け取る", "Begin at the certificate centre; receive a single-use nonce"),
            new("センターは端末の番号と住基カードの番号（氏名・住所なし）を読める。", "The centre reads the kiosk's name and the card's number, which says no name or address.")),
        [6] = new(6, new("公的個人認証サービスセンターには確かめない", "The JPKI centre is not asked"),
            new(
                "住基カードにはその電子証明書がない。カードを知るのは発行した市区町村だけで、次に市区町村が自分で確かめる。",
                "The card holds no certificate of JPKI's. Only the city that issued it knows it, and checks it itself in the next step.")),
        [12] = new(12, new("印刷の直前に、カードの状態と発行抑止をもう一度確かめる", "Check the card and suppression once more before printing"),
            new("センターと市区町村は手続きの番号だけを見る。", "Centre and city see the session's number only.")),
    };

    public static FlowStep Of(int number, bool jukiCard = false) =>
        jukiCard && OfJukiCard.TryGetValue(number, out var other) ? other : All[number - 1];
}
