using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Values;
using KioskSim.Show.Stages;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>A resident record, from the first touch to what is left behind: nothing.</summary>
static class OrdinaryIssue
{
    public static Story Story { get; } = new(
        "ordinary-issue",
        new("ふだんの交付", "An ordinary issue"),
        new("住民票の写しを1通。最初に触れてから、何も残らないところまで。", "One resident record, from the first touch to the end, when nothing is left behind."),
        "usable",
        new Circumstances { Kiosk = Patiently.Wait },
        [
            new(
                new("市民が画面で住民票の写しを選びます。", "A citizen chooses a resident record."),
                new("店員は手続きに加わりません。操作するのは、申請する本人だけです。", "No clerk takes part. Only the applicant touches the machine."),
                new("手順1。市区町村・種類・項目・部数は、端末の中だけで決まります。まだどこにも送られていません。", "Step 1. City, kind, items and copies are chosen inside the kiosk; nothing has been sent yet."),
                ChooseAsync),
            new(
                new("カードを置き、本人が暗証番号を入れます。", "The card is laid down; its holder keys in the PIN."),
                new("暗証番号は、カードの中のICチップだけが確かめます。端末からほかの所へは出ません。", "Only the chip in the card checks the PIN. It goes nowhere else."),
                new(
                    "手順2から7。チップが署名し、センターが公的個人認証サービスに有効性を問い合わせ、市区町村が発行できるかを確かめました。申請は市区町村だけが開ける形で封じてあります。",
                    "Steps 2 to 7. The chip signed, the centre asked JPKI whether the certificate is valid, and the city checked the right to issue. The application is sealed so that only the city can open it."),
                ApplyAsync),
            new(
                new("内容を確かめ、先にカードを受け取ります。", "The citizen confirms, and takes the card back first."),
                new("お金より先にカードを返すので、カードの置き忘れが起きにくくなります。", "The card comes back before money is asked for, so that it is not forgotten."),
                new(
                    "手順8から10。市区町村がPDFを作って署名し、この端末だけが開ける形で封じました。端末は全ての用紙が本人のものかを確かめました。",
                    "Steps 8 to 10. The city made and signed the PDF, sealed for this kiosk alone. The kiosk checked that every sheet is about this person."),
                ConfirmAsync),
            new(
                new("手数料を入れると、証明書が印刷されます。", "The fee is put in, and the certificate is printed."),
                new("印刷の直前に、発行を止める届出が出ていないかをもう一度確かめます。", "Just before printing, the city is asked once more whether anything stops the issue."),
                new("手順11から14。支払いのあと、センターと市区町村の「放行」がなければ1枚も印刷されません。", "Steps 11 to 14. After payment nothing is printed without a release from centre and city."),
                PayAsync),
            new(
                new("証明書とおつりを受け取ります。", "The citizen takes certificate and change."),
                new("取り忘れると、画面と音声で何度も呼びかけます。", "If something is left behind, the kiosk says so on the screen and aloud, again and again."),
                new("手順15。紙は普通紙で、表裏に偽造防止の印刷があります。「証明書の紙」のページで確かめられます。", "Step 15. Plain paper with anti-forgery printing on both sides; the page of the sheet shows it."),
                TakeAsync),
            new(
                new("端末は最初の画面に戻り、中身は消えています。", "The kiosk is back at its first screen, and empty."),
                new("次の人が使っても、前の人のことは何も分かりません。", "Whoever comes next learns nothing of who was there before."),
                new(
                    "暗証番号・申請・証明書は鍵を掛けたメモリーにだけ置き、終わりに消します。全体の検証は kiosksim prove が行います。",
                    "PIN, application and certificate lie in locked memory only and are wiped at the end. `kiosksim prove` proves all of it."),
                IsEmptyAsync),
            new(
                new("センターに残るのは、金額と結果だけです。", "The centre keeps amounts and outcome, nothing more."),
                new("名前も証明書の中身も持たないので、もし見られても個人のことは分かりません。", "It has neither names nor contents, so that whoever might see it learns nothing of a person."),
                new("領収番号で引ける記録の全ての項目です（ClerkDesk.Find）。", "These are all fields of the record that a receipt leads to (ClerkDesk.Find)."),
                IsRecordedAsync),
        ]);

    static async Task<IReadOnlyList<Fact>> ChooseAsync(Scene scene, CancellationToken stop)
    {
        await scene.ChooseAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop);
        return [Facts.Glass(await scene.UntilAsync(stop, ScreenKind.PlaceCard))];
    }

    static async Task<IReadOnlyList<Fact>> ApplyAsync(Scene scene, CancellationToken stop)
    {
        Scene.Expect(await scene.LayCardAsync(stop), ScreenKind.EnterPin);
        await scene.Desk.EnterPinAsync(stop);
        var screen = await scene.UntilAsync(stop, ScreenKind.Confirm);
        return [Facts.Glass(screen), Facts.Fee(screen.YenDue)];
    }

    static async Task<IReadOnlyList<Fact>> ConfirmAsync(Scene scene, CancellationToken stop)
    {
        var screen = await scene.ConfirmAsync(stop);
        Scene.Expect(screen, ScreenKind.Pay);
        return [Facts.Glass(screen)];
    }

    static async Task<IReadOnlyList<Fact>> PayAsync(Scene scene, CancellationToken stop)
    {
        var screen = await scene.PayAsync(stop);
        Scene.Expect(screen, ScreenKind.TakePaper);
        return [Facts.Glass(screen), Facts.Sheets(screen.Sheets), Facts.Receipt(screen.Receipt)];
    }

    static async Task<IReadOnlyList<Fact>> TakeAsync(Scene scene, CancellationToken stop)
    {
        await scene.Desk.TakePaperAsync(stop);
        var change = await scene.Desk.TakeMoneyAsync(stop);
        Scene.Expect(scene.Desk.Paper.Count == 1, new("証明書が出ていません。", "No certificate came out."));
        return [Facts.Copies(scene.Desk.Paper.Count), Facts.Change(change)];
    }

    static async Task<IReadOnlyList<Fact>> IsEmptyAsync(Scene scene, CancellationToken stop)
    {
        var screen = await scene.UntilAsync(stop, ScreenKind.Welcome);
        Scene.Expect(scene.Machine.Printer.SheetsInTray == 0 && !scene.Desk.Slots.CardOnReader, new("端末に何かが残っています。", "Something is left at the kiosk."));
        return [Facts.Glass(screen), new(new("カード・用紙", "Card and paper"), new("残っていません", "None left"))];
    }

    static async Task<IReadOnlyList<Fact>> IsRecordedAsync(Scene scene, CancellationToken stop)
    {
        var record = await scene.Stage.Cluster.ClerkDesk().FindAsync(new ReceiptRequest { Receipt = scene.Receipt }, cancellationToken: stop);
        Scene.Expect(record.Outcome == Contracts.Shared.Outcome.Delivered, new("交付済みになっていません。", "It is not recorded as delivered."));
        return Facts.Record(record);
    }
}
