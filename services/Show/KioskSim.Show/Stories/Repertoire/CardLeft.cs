using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Show.Stages;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>A card and a certificate are left behind: the kiosk calls, calls louder, calls the clerk, and takes in what nobody fetches (000-38, 002-12).</summary>
static class CardLeft
{
    // Three warnings, one of each loudness.
    static readonly Circumstances Hasty = new()
    {
        Kiosk = usual => Patiently.Wait(usual) with { WarnAfter = TimeSpan.FromSeconds(3), Warnings = 3 },
    };

    public static Story Story { get; } = new(
        "card-left",
        new("カードや証明書の置き忘れ", "A card left behind"),
        new("声で呼び、ランプで店員を呼び、取りに来ない紙は箱にしまいます。", "The kiosk calls, lights a lamp for the clerk, and locks paper away that nobody fetches."),
        "usable",
        Hasty,
        [
            new(
                new("確認が済むと、端末はカードを返します。", "After confirmation the kiosk gives the card back."),
                new("お金を入れる前に返すので、ここで忘れると証明書も出ません。", "It does so before money is put in: who forgets the card here gets no certificate either."),
                new("手順8。ここからは待ち時間を短くして進めます（ふだんは10秒ごとに6回）。", "Step 8. The times are shorter here than usual: ten seconds, six times."),
                ConfirmAsync),
            new(
                new("カードを取らないと、画面と声で呼びます。", "If it stays there, the kiosk calls: on the screen and aloud."),
                new("目の不自由な方にも、耳の不自由な方にも伝わるように、両方で知らせます。", "Both, so that it reaches who cannot see and who cannot hear."),
                new("警告の強さ1。3段階で強くなります。", "Loudness 1 of 3."),
                (scene, stop) => WarnedAsync(scene, 1, stop)),
            new(
                new("最後は、店員を呼ぶランプがつきます。", "In the end a lamp calls the clerk."),
                new("店員は画面に触れず、声を掛けるだけです。", "The clerk does not touch the screen, but may call after the citizen."),
                new("警告の強さ3と同時に点灯します。", "The lamp goes on with loudness 3."),
                LampAsync),
            new(
                new("置かれたままの端末は、次の人を受け付けません。", "With the card still there the kiosk serves nobody."),
                new("次の人が、前の人のカードで何かをすることはできません。", "Nobody can do anything with the card of who was there before."),
                new("手続きは中止され、センターにも伝わっています。お金はまだ入っていません。", "The session has ended, and the centre knows. No money was put in yet."),
                OutOfServiceAsync),
            new(
                new("本人が戻ってカードを取ると、元に戻ります。", "The holder comes back and takes the card: all is as before."),
                new("カードを機械の中に取り込むことはしません。本人がすぐ取れることを優先します。", "A card is never drawn in: its holder is to find it at once."),
                new("ランプも消えます。", "The lamp goes out as well."),
                TakeCardAsync),
            new(
                new("今度は、印刷された証明書を置き忘れます。", "Now a printed certificate is left behind."),
                new("紙は他人の目に触れるので、カードより先に守る必要があります。", "Others could read the paper, so it has to be kept from them."),
                new("手順15。同じように声とランプで呼びます。", "Step 15. Voice and lamp call as before."),
                LeavePaperAsync),
            new(
                new("誰も取らない紙は、鍵の付いた箱に入ります。", "Paper that nobody takes goes into a locked box."),
                new("次に来た人が持って行くことはできません。", "Whoever comes next cannot take it along."),
                new("最後の警告のあと、取り出し口の紙を引き込みます。", "After the last warning what lies in the tray is drawn in."),
                DrawnInAsync),
            new(
                new("店員が知るのは枚数だけ。中身は見ません。", "The clerk learns how many sheets, and sees none."),
                new("紙は見られないまま処分されます。", "The paper is destroyed unseen."),
                new("PaperBox.Emptyの答えには、枚数の欄しかありません。", "The answer of PaperBox.Empty has a field for the number and no other."),
                EmptyBoxAsync),
        ]);

    static async Task<IReadOnlyList<Fact>> ConfirmAsync(Scene scene, CancellationToken stop)
    {
        Scene.Expect(await scene.ApplyAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop), ScreenKind.Confirm);
        await scene.Desk.ConfirmAsync(stop);
        return [Facts.Glass(await scene.UntilAsync(stop, ScreenKind.TakeCard))];
    }

    static async Task<IReadOnlyList<Fact>> WarnedAsync(Scene scene, int level, CancellationToken stop)
    {
        var screen = await scene.UntilAsync(s => s.WarningLevel >= level, stop);
        Scene.Expect(screen.Spoken.Length > 0, new("声が出ていません。", "Nothing is spoken."));
        return [Facts.Glass(screen), Facts.Spoken(screen), new(new("警告の強さ", "Loudness"), new($"{screen.WarningLevel} / 3", $"{screen.WarningLevel} of 3"))];
    }

    static async Task<IReadOnlyList<Fact>> LampAsync(Scene scene, CancellationToken stop)
    {
        var seen = await WarnedAsync(scene, 3, stop);
        Scene.Expect(scene.Machine.LampIsOn, new("ランプがついていません。", "The lamp is not lit."));
        return [.. seen, Lamp(true)];
    }

    static async Task<IReadOnlyList<Fact>> OutOfServiceAsync(Scene scene, CancellationToken stop)
    {
        var screen = await scene.UntilAsync(stop, ScreenKind.OutOfService);
        Scene.Expect(screen.Error == (int)FlowErrorCode.CardLeft, new("別の理由で止まっています。", "It is out of service for another reason."));
        return [Facts.Glass(screen)];
    }

    static async Task<IReadOnlyList<Fact>> TakeCardAsync(Scene scene, CancellationToken stop)
    {
        await scene.Desk.TakeCardAsync(stop);
        var screen = await scene.UntilAsync(stop, ScreenKind.Welcome);
        Scene.Expect(!scene.Machine.LampIsOn, new("ランプがついたままです。", "The lamp is still lit."));
        return [Facts.Glass(screen), Lamp(false)];
    }

    static async Task<IReadOnlyList<Fact>> LeavePaperAsync(Scene scene, CancellationToken stop)
    {
        await scene.PrintAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop);
        return await WarnedAsync(scene, 1, stop);
    }

    static async Task<IReadOnlyList<Fact>> DrawnInAsync(Scene scene, CancellationToken stop)
    {
        await scene.UntilAsync(stop, ScreenKind.Welcome);
        var (box, tray) = (scene.Machine.Printer.SheetsInBox, scene.Machine.Printer.SheetsInTray);
        Scene.Expect(box > 0 && tray == 0, new($"箱に{box}枚、取り出し口に{tray}枚あります。", $"{box} sheets are in the box, {tray} in the tray."));
        return [new(new("取り出し口", "Out-tray"), new("空", "empty")), InBox(box)];
    }

    static async Task<IReadOnlyList<Fact>> EmptyBoxAsync(Scene scene, CancellationToken stop)
    {
        var kiosk = scene.Stage.Cluster.Kiosks[0].ToString();
        var reply = await scene.Stage.Cluster.PaperBoxKey().EmptyAsync(new PaperBoxRequest { Kiosk = kiosk }, cancellationToken: stop);
        Scene.Expect(reply.Sheets > 0, new("箱は空でした。", "The box was empty."));
        return [InBox(reply.Sheets)];
    }

    static Fact Lamp(bool isOn) => new(new("店員を呼ぶランプ", "Lamp"), isOn ? new("点灯", "lit") : new("消灯", "out"));

    static Fact InBox(int sheets) => new(new("鍵の付いた箱", "Locked box"), new($"{sheets}枚", $"{sheets} {(sheets == 1 ? "sheet" : "sheets")}"));
}
