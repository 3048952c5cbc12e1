using KioskSim.Checkers;
using KioskSim.Checkers.Evidence;
using KioskSim.Checkers.Properties;
using KioskSim.Checkers.Sheets;
using KioskSim.City.Faults;
using KioskSim.Cluster.Citizens;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Proof.Rush;
using KioskSim.Show.Glass;
using KioskSim.Show.Stages;
using KioskSim.Show.Words;
using KioskSim.World;
using Outcome = KioskSim.Checkers.Outcome;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>
/// What happened in 2023 (川崎市, 2 May): two people at two kiosks within one second, and one is handed the other's family register. With the defect and
/// nothing that stops it; with the defect and step 10; without the defect (000-41, 001-44).
/// </summary>
static class InOneSecond
{
    static readonly FaultChoice Defect = new("kawasaki-2023-05-02");

    static readonly Circumstances Guarded = new() { Kiosk = Patiently.Wait, Kiosks = 2, Fault = Defect };
    static readonly Circumstances Unguarded = Guarded with { Fault = Defect with { GuardOff = true } };
    static readonly Circumstances Mended = Guarded with { Fault = null };

    const CertificateKind Kind = CertificateKind.FamilyRegister;
    const CertificateOptions Items = CertificateOptions.WholeHousehold;

    /// <summary>A busy machine may take more than a second between the two.</summary>
    const int Attempts = 6;

    /// <summary>The first is first by so much, and both are within a second all the same.</summary>
    static readonly TimeSpan Lead = TimeSpan.FromMilliseconds(300);

    public static Story Story { get; } = new(
        "in-one-second",
        new("2023年に起きたこと", "What happened in 2023"),
        new("ふたりの市民、同じ1秒、ちがう人の戸籍。不具合のあるサーバーと、直したサーバーで。", "Two citizens, one second, the wrong family register: with the defect, and without it."),
        "domicile-here",
        Unguarded,
        [
            new(
                new("2023年の不具合があるサーバーを動かします。", "The server runs with a defect of 2023."),
                new("本当にあった不具合を、同じしくみで作り直しました。端末の最後の確認も、いまは切ってあります。", "A defect that there was, built anew in the same way. The kiosk's last check is off for now."),
                new("名前を指定した時だけ組み込まれます。ふだんのKioskSimにはありません。", "It is built in only where it is named; KioskSim as such does not have it."),
                (scene, _) => Task.FromResult<IReadOnlyList<Fact>>([Reality(), Guard(isOn: false)])),
            new(
                new("別々の店で、ふたりが同じ1秒に戸籍を申請します。", "At two shops, two people ask for their registers within one second."),
                new("どちらも自分のカードを置き、自分の暗証番号を入れました。おかしなことは何もしていません。", "Either used their own card and PIN, and did nothing wrong."),
                new("連携プログラムは申請を秒単位の時刻で覚え、後の申請が先の申請に上書きされました。", "The linking program kept an order under its second; the later one overwrote the earlier."),
                WrongSheetAsync),
            new(
                new("検査プログラムは、ちがう人の紙を見つけます。", "The checker finds the sheet that is another's."),
                new("発行のしくみとは別に作ったプログラムが、出てきた紙だけを読んで判定します。", "A program of its own reads nothing but the paper that came out."),
                new("用紙の文字を読み、台帳の本人と、台帳の発行番号に照らします。製品の確認とは別の実装です。", "It reads the text of the sheet and holds it against register and ledger; none of the product's code is in it."),
                (scene, _) => Task.FromResult(Found(scene, Outcome.Broken))),
            new(
                new("端末の確認を入れて、もう一度同じ1秒に。", "Once more within one second, with the kiosk's check on."),
                new("サーバーの不具合はそのままです。", "The server still has its defect."),
                new("手順10。端末は、カードの電子証明書から導いた印と、用紙ごとの印を比べます。", "Step 10: the kiosk holds a mark that follows from the card's certificate against that of each sheet."),
                RefusedAsync),
            new(
                new("端末は印刷せず、お金も受け取りません。", "The kiosk prints nothing and takes no money."),
                new("まちがいに気づくのが支払いの前なので、何も起きなかったのと同じです。", "It is noticed before any payment: as if nothing had happened."),
                new("検査プログラムも、ちがう人の紙を1枚も見つけません。", "Nor does the checker find a sheet that is another's."),
                NothingHappenedAsync),
            new(
                new("直したサーバーで、もう一度同じ1秒に。", "Once more within one second, with a server that was mended."),
                new("ふたりとも、待たされることなく受け取ります。", "Both get what they came for."),
                new("作った用紙を置いておく場所をなくしました。頼んだ呼び出しにしか返りません。", "Nothing lies about any more: what is made goes back to the call that asked for it."),
                BothAsync),
            new(
                new("ふたりとも、自分の戸籍を受け取りました。", "Both have got their own."),
                new("同じ検査プログラムの判定です。", "Says the same checker."),
                new("kiosksim prove --property right-person --fault kawasaki-2023-05-02 --guard off で、いつでも確かめられます。", "Anybody can see for themselves: kiosksim prove --property right-person --fault kawasaki-2023-05-02 --guard off"),
                (scene, _) => Task.FromResult(Found(scene, Outcome.Holds))),
        ]);

    static async Task<IReadOnlyList<Fact>> WrongSheetAsync(Scene scene, CancellationToken stop)
    {
        var (screen, _) = await RaceAsync(scene, here => Check(scene).Findings.Any(f => f.Where == here.Receipt), stop);
        return
        [
            Facts.Glass(screen),
            new(new("申請した人", "Who applied"), Said.Same(scene.Who.Name)),
            new(new("手にした用紙", "The sheet in hand"), new("もうひとりの戸籍です", "the other one's register"), "/sheet/picture/1-1-front-Issued.png"),
        ];
    }

    static async Task<IReadOnlyList<Fact>> RefusedAsync(Scene scene, CancellationToken stop)
    {
        await scene.SetAsync(Guarded, stop);
        var (screen, _) = await RaceAsync(scene, here => here.Kind == ScreenKind.Stopped, stop);
        Scene.ExpectStop(screen, FlowErrorCode.CertificateMismatch);
        return [Reality(), Guard(isOn: true), Facts.Glass(screen)];
    }

    static Task<IReadOnlyList<Fact>> NothingHappenedAsync(Scene scene, CancellationToken stop)
    {
        var here = scene.Visits[0];
        Scene.Expect(here is { Copies.Count: 0, YenGone: 0 }, new("用紙が出たか、お金が戻りませんでした。", "Paper came out, or money did not come back."));
        return Task.FromResult<IReadOnlyList<Fact>>([Facts.Copies(here.Copies.Count), Facts.PutIn(here.YenGone), .. Found(scene, Outcome.Holds)]);
    }

    static async Task<IReadOnlyList<Fact>> BothAsync(Scene scene, CancellationToken stop)
    {
        await scene.SetAsync(Mended, stop);
        var (screen, there) = await RaceAsync(scene, _ => true, stop);
        Scene.Expect(screen, ScreenKind.TakePaper);
        Scene.Expect(there.Error is null, new("もうひとりは受け取れませんでした。", "The other one got nothing."));
        return [Facts.Glass(screen), new(new("ふたりが受け取った証明書", "Certificates that the two got"), new($"{scene.Desk.Paper.Count + there.Copies.Count}通", $"{scene.Desk.Paper.Count + there.Copies.Count}"))];
    }

    // Until it is so: a busy machine may need more than one attempt.
    static async Task<(Screen Here, ErrandEnd There)> RaceAsync(Scene scene, Func<Screen, bool> isSo, CancellationToken stop)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var ends = await OnceAsync(scene, stop);
            if (isSo(ends.Here))
                return ends;
        }

        throw new OtherwiseException(new(
            "この機械は混み合っていて、ふたりが同じ1秒になりませんでした。", "This machine is too busy: the two never came within one second."));
    }

    /// <summary>Each at a kiosk of their own; the other one confirms a moment after the story's.</summary>
    static async Task<(Screen Here, ErrandEnd There)> OnceAsync(Scene scene, CancellationToken stop)
    {
        scene.Visits.Clear();
        var cluster = scene.Stage.Cluster;
        var (other, confirm) = (StoryCast.Find(cluster.Options.World, Story, which: 1), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pin = await cluster.Wallet.RememberPinAsync(other.City, other.Resident, stop);
        using var citizen = cluster.CitizenAt(cluster.Kiosks[1]);
        var errand = new Errand(other.City, other.City, other.Resident, Kind, Items, 1, pin.Reveal())
        {
            BeforeConfirming = () =>
            {
                ready.SetResult();
                return confirm.Task;
            },
        };
        var there = citizen.RunAsync(errand, stop);
        Scene.Expect(await scene.ApplyAsync(Kind, Items, stop), ScreenKind.Confirm);
        await Task.WhenAny(ready.Task, there);

        var clock = cluster.Deployment.Clock;
        await Task.Delay(ToNextSecond(clock.GetUtcNow()), clock, stop);
        var here = scene.ConfirmAsync(stop);
        await Task.Delay(Lead, clock, stop);
        confirm.SetResult();

        var (screen, spent, paper) = (await here, 0, (IReadOnlyList<PrintedCopy>)[]);
        if (screen.Kind == ScreenKind.Pay)
        {
            screen = await scene.PayAsync(stop);
            await scene.Desk.TakePaperAsync(stop);
            spent = Scene.Note - await scene.Desk.TakeMoneyAsync(stop);
            paper = scene.Desk.Paper;
        }

        var end = await there;
        scene.Visits.Add(VisitOf(scene.Who, cluster.Kiosks[0], screen.Receipt, spent, paper));
        scene.Visits.Add(VisitOf(other, cluster.Kiosks[1], end.Receipt, end.Paid, end.Copies));
        await scene.UntilAsync(stop, ScreenKind.Welcome);
        return (screen, end);

        Visit VisitOf(Visitor who, KioskId kiosk, string receipt, int yen, IReadOnlyList<PrintedCopy> copies) => new(
            kiosk, who.Home, who.City, Kind, Items, 1,
            clock.GetJapanNow(), receipt, yen, [.. copies.Select(c => SheetFile.Read(c.Pdf.Memory))]);
    }

    static TimeSpan ToNextSecond(DateTimeOffset now) => TimeSpan.FromTicks(TimeSpan.TicksPerSecond - now.Ticks % TimeSpan.TicksPerSecond);

    static Verdict Check(Scene scene)
    {
        using var world = WorldFolder.Open(scene.Stage.Cluster.Options.World);
        return new RightPerson(world).Check(Books.Of(scene.Stage.Cluster).Copy(scene.Visits));
    }

    static IReadOnlyList<Fact> Found(Scene scene, Outcome expected)
    {
        var verdict = Check(scene);
        Scene.Expect(verdict.Outcome == expected, new("検査の判定が違います。", "The checker says otherwise."));
        return
        [
            new(new("調べること", "What is checked"), new(verdict.Property.Japanese, verdict.Property.English)),
            new(new("調べた用紙", "Sheets looked at"), new($"{verdict.LookedAt}枚", $"{verdict.LookedAt}")),
            new(new("判定", "Verdict"), verdict.Findings.Count == 0
                ? new("✓ 守られています", "✓ it holds")
                : new($"✕ {verdict.Findings[0].Japanese}（領収番号 {verdict.Findings[0].Where}）", $"✕ {verdict.Findings[0].English} (receipt {verdict.Findings[0].Where})")),
        ];
    }

    static Fact Reality() => new(new("不具合", "The defect"), new(Defect.Kind.Japanese, Defect.Kind.English));

    static Fact Guard(bool isOn) => new(
        new("端末の確認（手順10）", "The kiosk's check (step 10)"), isOn ? new("入れてあります", "on") : new("切ってあります（見せるためだけ）", "off, for this showing only"));
}
