namespace KioskSim.Checkers.Properties;

/// <summary>The properties, as docs/security-properties.md lists them.</summary>
public static class Catalogue
{
    /// <summary>What no checker sees: it is searched for in processes and files.</summary>
    public static readonly Property NothingStays = new(
        "nothing-stays",
        "証明書を交付した後のキオスク端末には、その手続きに関する情報が一切残りません。",
        "After a certificate is out, nothing of it is on the kiosk.",
        "000-39", "002-08", "002-09", "002-14");

    public static readonly Property RightPerson = new(
        "right-person",
        "印刷されたすべての用紙は、そのとき端末の前にいた本人のものです。",
        "Every sheet that came out is about the person who stood there.",
        "000-41", "001-44");

    public static readonly Property BarredNeverIssued = new(
        "barred-never-issued",
        "失効したカード、抑止された戸籍、廃止された印鑑、転出又は死亡した人、受付を止めている証明書については、1枚も交付されません。",
        "Nothing is issued for a revoked card, a stopped register, a cancelled seal, somebody who moved away or died, or a kind that is closed.",
        "000-50", "000-73", "001-48");

    public static readonly Property PaidEndsOnce = new(
        "paid-ends-once",
        "支払われた手数料は、必ず「交付」か「返金」のどちらか一方で、一度だけ終わります。",
        "Every fee that was paid ends in a delivery or a refund, exactly once.",
        "000-30", "002-13");

    public static readonly Property NumbersOnce = new(
        "numbers-once",
        "同じ発行番号の証明書、同じ番号の領収書は、二つとありません。",
        "No issue number and no receipt number exists twice.",
        "001-44");

    public static readonly Property SumsAgree = new(
        "sums-agree",
        "手数料、引換えの記録、用紙の枚数は、端末、センター、市区町村、利用者のどこで数えても一致します。",
        "Fees, tokens and sheets come to the same at the kiosks, at the centre, at the cities and in people's hands.",
        "000-30", "002-13");

    public static readonly Property AuditChainHolds = new(
        "audit-chain",
        "監査の記録は書き換えられておらず、作られた証明書と交付の許可がすべて残っています。",
        "The audit is as it was written, and has every certificate that was made and every yes to handing one out.",
        "000-44");

    /// <summary>Those that can be seen in what left the services, in the order in which they are told.</summary>
    public static IReadOnlyList<Property> All { get; } = [RightPerson, BarredNeverIssued, PaidEndsOnce, NumbersOnce, SumsAgree, AuditChainHolds];
}
