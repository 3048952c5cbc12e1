using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.PrinterEmulator.Faults;
using KioskSim.Show.Stages;
using CertificateKind = KioskSim.Domain.Values.CertificateKind;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>A misprint is refunded by the number on the receipt; the clerk sees neither card nor certificate (000-37, 002-13).</summary>
static class Misprint
{
    public static Story Story { get; } = new(
        "misprint",
        new("かすれた証明書と返金", "A misprint and the blind refund"),
        new("店員はカードも証明書も見ずに、領収番号だけで返金します。", "The clerk refunds by the receipt's number, and sees neither card nor certificate."),
        "usable",
        new Circumstances { Kiosk = Patiently.Wait },
        [
            new(
                new("トナーが残り少ない端末で、証明書が出ます。", "A certificate comes from a kiosk that is low on toner."),
                new("かすれは機械には分かりません。機械にとっては、きちんと印刷できています。", "A machine does not see that a print is pale. To the machine it has been printed."),
                new("プリンターは toner-low を知らせながら印刷を続けます。シミュレーターの紙そのものは、かすれません。", "The printer reports toner-low and prints on. The simulator's paper itself does not grow pale."),
                IssueAsync),
            new(
                new("市民は店員に、領収番号を伝えます。", "The citizen tells the clerk the receipt's number."),
                new("伝えるのは番号だけです。名前もカードも証明書も要りません。", "Only the number; neither name nor card nor certificate is needed."),
                new("番号は端末と手続きから作られ、人からは作られません。", "The number is made from kiosk and session, not from the person."),
                FindAsync),
            new(
                new("店員に見えるのは、金額と結果だけです。", "The clerk sees amount and outcome, nothing more."),
                new("店員が見ない情報は、店員から漏れることもありません。", "What the clerk does not see cannot leak through the clerk."),
                new("答えにある欄の名前を全て並べました。人の欄はありません。", "These are all fields of the answer. None is about a person."),
                FieldsAsync),
            new(
                new("店員が返金を記録し、手数料を返します。", "The clerk records the refund and hands the fee back."),
                new("記録はセンターに残り、あとで店とセンターの金額が合います。", "The centre keeps the record, so that the books of store and centre agree."),
                new("ClerkDesk.Refund。店の閉じた回線だけから呼べます。", "ClerkDesk.Refund, from the closed line of the stores alone."),
                RefundAsync),
            new(
                new("同じ番号で2回目の返金は断られます。", "A second refund by the same number is refused."),
                new("紙が1枚でも、返すお金は1回分です。", "One certificate, one refund."),
                new("返金は領収番号ごとに1度だけ成り立つ更新です。", "It is an update that succeeds once for each receipt."),
                AgainAsync),
        ]);

    static async Task<IReadOnlyList<Fact>> IssueAsync(Scene scene, CancellationToken stop)
    {
        scene.Machine.Printer.Plan([new Fault(FaultKind.TonerLow)]);
        var screen = await scene.IssueAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop);
        return [Facts.Glass(screen), Facts.Copies(scene.Desk.Paper.Count), Facts.Receipt(screen.Receipt)];
    }

    static async Task<IReadOnlyList<Fact>> FindAsync(Scene scene, CancellationToken stop)
    {
        var record = await scene.Stage.Cluster.ClerkDesk().FindAsync(Receipt(scene), cancellationToken: stop);
        Scene.Expect(record is { Outcome: Outcome.Delivered, YenKept: > 0, RefundedByClerk: false }, new("返金できる記録ではありません。", "It is not a record to refund."));
        return [Facts.Receipt(scene.Receipt), .. Facts.Record(record)];
    }

    static Task<IReadOnlyList<Fact>> FieldsAsync(Scene scene, CancellationToken stop)
    {
        string[] fields = [.. ReceiptReply.Descriptor.Fields.InDeclarationOrder().Select(f => f.Name)];
        Scene.Expect(
            fields is ["outcome", "yen_kept", "refunded_by_clerk"],
            new($"ほかの欄があります：{string.Join("、", fields)}", $"There are other fields: {string.Join(", ", fields)}"));
        return Task.FromResult<IReadOnlyList<Fact>>(
        [
            new(new("欄1", "Field 1"), new("結果", "outcome")),
            new(new("欄2", "Field 2"), new("受け取った金額", "yen kept")),
            new(new("欄3", "Field 3"), new("店員が返金したかどうか", "whether the clerk refunded it")),
            new(new("人についての欄", "Fields about a person"), new("ありません", "none")),
        ]);
    }

    static async Task<IReadOnlyList<Fact>> RefundAsync(Scene scene, CancellationToken stop)
    {
        var record = await scene.Stage.Cluster.ClerkDesk().RefundAsync(Receipt(scene), cancellationToken: stop);
        Scene.Expect(record.RefundedByClerk, new("返金が記録されていません。", "The refund is not recorded."));
        return Facts.Record(record);
    }

    static async Task<IReadOnlyList<Fact>> AgainAsync(Scene scene, CancellationToken stop)
    {
        try
        {
            await scene.Stage.Cluster.ClerkDesk().RefundAsync(Receipt(scene), cancellationToken: stop);
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.BadRequest)
        {
            return [new(new("2回目の返金", "Second refund"), new("断られました", "refused"))];
        }

        throw new OtherwiseException(new("2回目も返金されました。", "It was refunded twice."));
    }

    static ReceiptRequest Receipt(Scene scene) => new() { Receipt = scene.Receipt };
}
