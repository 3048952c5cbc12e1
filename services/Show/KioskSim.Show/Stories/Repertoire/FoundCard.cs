using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Show.Stages;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>A card that somebody found yields nothing without its PIN (000-35), and then nothing at all.</summary>
static class FoundCard
{
    public static Story Story { get; } = new(
        "found-card",
        new("拾われたカード", "A found card"),
        new("暗証番号を知らない人がカードを拾っても、何も出てきません。", "Who finds a card and does not know its PIN gets nothing."),
        "usable",
        new Circumstances { Kiosk = Patiently.Wait },
        [
            new(
                new("拾ったカードで、証明書を取ろうとします。", "Somebody tries to use a card that was found."),
                new("カードだけでは手続きは進みません。暗証番号が要ります。", "The card alone is not enough: it takes the PIN."),
                new("端末はまず、利用者証明用の電子証明書と残り回数だけを読みます。", "The kiosk first reads the user-authentication certificate and the tries left, no more."),
                LayCardAsync),
            new(
                new("でたらめな番号です。残りはあと2回。", "A wrong number. Two tries are left."),
                new("間違いを数えるのは端末ではなくカードです。別の端末に移っても数え直しにはなりません。", "The card counts, not the kiosk: another kiosk does not start the count again."),
                new("VERIFYコマンドの応答 63C2。番号が合うまで、チップは署名しません。", "VERIFY answers 63C2. Until it is right the chip signs nothing."),
                (scene, stop) => GuessAsync(scene, left: 2, stop)),
            new(
                new("もう一度でたらめに。残りはあと1回。", "Another wrong number. One try is left."),
                new("4桁は1万通りあり、3回で当たる見込みはごくわずかです。", "Four digits make ten thousand numbers; three tries are next to nothing."),
                new("テンキーの並びは毎回変わり、指の跡からも番号は分かりません。", "The keys lie in another order each time, so that finger marks tell nothing."),
                (scene, stop) => GuessAsync(scene, left: 1, stop)),
            new(
                new("3回目で、カードは自分に鍵を掛けます。", "At the third wrong number the card locks itself."),
                new("鍵が掛かったカードは、市区町村の窓口などで本人確認をしないと使えません。", "A locked card works again only after its holder has proved who he is."),
                new("応答 6983（閉塞）。回数は電源がなくてもカードに残ります。", "It answers 6983, blocked. The card keeps the count without power."),
                LockAsync),
            new(
                new("あとで正しい番号を知っても、もう使えません。", "Even the right number is of no use now."),
                new("本人の持ち物から番号が見つかっても、拾った人には間に合いません。", "If the number is found in the holder's bag later, it is too late for the finder."),
                new("端末は残り回数が0と読み、暗証番号の画面を出さずに終わります。", "The kiosk reads that no tries are left and stops before it asks for the PIN."),
                TryAgainAsync),
            new(
                new("証明書は1枚も出ず、お金も動いていません。", "No sheet came out, and no money moved."),
                new("センターにも市区町村にも、申請は届いていません。", "No application has reached the centre or the city."),
                new("プリンターと硬貨投入口が自分で数えた値です。", "As printer and coin slot have counted themselves."),
                (scene, _) => Task.FromResult(scene.ExpectNothing())),
        ]);

    static async Task<IReadOnlyList<Fact>> LayCardAsync(Scene scene, CancellationToken stop)
    {
        await scene.ChooseAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop);
        var screen = await scene.LayCardAsync(stop);
        Scene.Expect(screen, ScreenKind.EnterPin);
        return [Facts.Glass(screen)];
    }

    static async Task<IReadOnlyList<Fact>> GuessAsync(Scene scene, int left, CancellationToken stop)
    {
        await scene.Desk.GuessPinAsync(stop);
        var screen = await scene.UntilAsync(s => s.Kind == ScreenKind.Stopped || s is { Kind: ScreenKind.EnterPin, Error: (int)FlowErrorCode.WrongPin, PinEntered: 0 }, stop);
        Scene.Expect(screen.Kind == ScreenKind.EnterPin && screen.TriesLeft == left, new($"残り{screen.TriesLeft}回になりました。", $"{screen.TriesLeft} tries are left."));
        return [Facts.Glass(screen), Facts.Tries(screen.TriesLeft)];
    }

    static async Task<IReadOnlyList<Fact>> LockAsync(Scene scene, CancellationToken stop)
    {
        await scene.Desk.GuessPinAsync(stop);
        var screen = await scene.UntilAsync(stop, ScreenKind.Stopped);
        Scene.ExpectStop(screen, FlowErrorCode.CardLocked);
        await scene.Desk.TakeCardAsync(stop);
        await scene.UntilAsync(stop, ScreenKind.Welcome);
        return [Facts.Glass(screen), Facts.Tries(0)];
    }

    static async Task<IReadOnlyList<Fact>> TryAgainAsync(Scene scene, CancellationToken stop)
    {
        await scene.ChooseAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop);
        var screen = await scene.LayCardAsync(stop);
        Scene.ExpectStop(screen, FlowErrorCode.CardLocked);
        await scene.Desk.TakeCardAsync(stop);
        await scene.UntilAsync(stop, ScreenKind.Welcome);
        return [Facts.Glass(screen)];
    }
}
