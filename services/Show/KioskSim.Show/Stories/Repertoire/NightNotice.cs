using System.Globalization;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Show.Stages;
using KioskSim.Show.Words;
using KioskSim.World;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>A marriage notice in the night-duty room, and a kiosk a minute later: by today's rule and by the old one (000-64, 000-72, 000-73).</summary>
static class NightNotice
{
    static readonly DateTimeOffset Notice = new(2026, 11, 18, 21, 5, 0, JapanTime.Offset);
    static readonly DateTimeOffset AtTheKiosk = new(2026, 11, 18, 21, 6, 0, JapanTime.Offset);
    static readonly Circumstances Evening = new() { At = Notice, Kiosk = Patiently.Wait };

    public static Story Story { get; } = new(
        "night-notice",
        new("夜の婚姻届と、1分後の端末", "A notice at night, a kiosk a minute later"),
        new("21時5分に宿直室へ婚姻届。21時6分に古い戸籍は出るでしょうか。", "A marriage notice comes at 21:05. Does the old family register still come out at 21:06?"),
        "domicile-here",
        Evening,
        [
            new(
                new("21時5分、宿直室に婚姻届が届きます。", "21:05: a marriage notice reaches the night-duty room."),
                new("届出は24時間できます。受け取った時から、今の戸籍は正しくなくなります。", "Notices are taken day and night. From then on the register as it stands is not true."),
                new("宿直室の端末にできるのは、探すことと止めることだけです。専用の回線で市の証明発行サーバーに届きます。", "The terminal can search and suppress and no third thing. Its own line leads to the city's issuance server."),
                (scene, stop) => SuppressAsync(scene, atOnce: true, stop)),
            new(
                new("21時6分、その足で端末へ。戸籍を申請します。", "21:06: straight to a kiosk, for the family register."),
                new("古い戸籍を手に入れて、独身だと見せることができてはなりません。", "Nobody should get the old register and pass for unmarried."),
                new("手順7で市が断りました。抑止は受け付けと同じ取引で書かれ、答えはその後に返ります。", "The city refused at step 7. The stop was written before the notice was acknowledged."),
                RefusedAsync),
            new(
                new("証明書は出ず、手数料もかかりません。", "No certificate comes out, and no fee is asked for."),
                new("あとで届出が記載されると、抑止は自動で解けます。", "When the notice has been entered the stop ends by itself."),
                new("決裁と解除は1つの取引です。", "Approval and release are one transaction."),
                (scene, _) => Task.FromResult(scene.ExpectNothing())),
            new(
                new("昔の決まりでは、止まるのは翌朝からでした。", "By the old rule it was stopped the next morning."),
                new("夜に受け取った届出の処理を、翌日に窓口が行っていたためです。", "The counter dealt with the notices of the night the next day."),
                new("市の設定 suppressesNextDay を入れて、同じ日の21時5分からやり直します。", "With suppressesNextDay in the city's configuration, again from 21:05 of the same day."),
                OldRuleAsync),
            new(
                new("同じ婚姻届を21時5分に受け付けます。", "The same notice is taken at 21:05."),
                new("宿直室がすることは同じでも、効き目が出るのは翌朝です。", "The night-duty room does the same, but it takes effect in the morning."),
                new("端末の答えにある、抑止の始まりの時刻を見てください。", "See from when on the terminal says that the stop holds."),
                (scene, stop) => SuppressAsync(scene, atOnce: false, stop)),
            new(
                new("21時6分、古い戸籍が印刷されてしまいます。", "21:06: the old register is printed."),
                new("これがふさぐべき穴でした。だから、今は受け付けと同時に止めます。", "This was the hole. That is why the stop now comes with the notice."),
                new("サーバーもカードも端末も同じです。違うのは決まり1つだけです。", "Servers, card and kiosk are the same. One rule differs."),
                IssuedAsync),
        ]);

    static async Task<IReadOnlyList<Fact>> SuppressAsync(Scene scene, bool atOnce, CancellationToken stop)
    {
        var (name, birth) = OnRegister(scene);
        var (terminal, city) = (scene.Stage.Cluster.NightDutyOf(scene.Who.City), scene.Who.City.ToString());
        var found = await terminal.SearchAsync(new SearchRequest { Municipality = city, Name = name, BirthDate = birth }, cancellationToken: stop);
        Scene.Expect(found.Candidates.Count == 1, new($"{found.Candidates.Count}人が見つかりました。", $"{found.Candidates.Count} people were found."));
        var reply = await terminal.SuppressAsync(new SuppressRequest { Municipality = city, Reference = found.Candidates[0].Reference }, cancellationToken: stop);
        var since = DateTimeOffset.Parse(reply.SuppressedAt, CultureInfo.InvariantCulture).ToOffset(JapanTime.Offset);
        Scene.Expect(since < AtTheKiosk == atOnce, new($"抑止は{Time(since)}からです。", $"It is stopped from {Time(since)} on."));
        return
        [
            new(new("宿直室で見つかった方", "Found at the terminal"), Said.Same(found.Candidates[0].Name)),
            new(new("発行を止める時刻", "Stopped from"), Said.Same(Time(since))),
        ];
    }

    static async Task<IReadOnlyList<Fact>> RefusedAsync(Scene scene, CancellationToken stop)
    {
        scene.Stage.MoveClockTo(AtTheKiosk);
        var screen = await scene.ApplyAsync(CertificateKind.FamilyRegister, CertificateOptions.WholeHousehold, stop);
        Scene.ExpectStop(screen, FlowErrorCode.IssueSuppressed);
        await scene.Desk.TakeCardAsync(stop);
        return [Now(scene), Facts.Glass(screen)];
    }

    static async Task<IReadOnlyList<Fact>> OldRuleAsync(Scene scene, CancellationToken stop)
    {
        await scene.SetAsync(Evening with { SuppressesNextDay = true }, stop);
        return [Now(scene), new(new("決まり", "Rule"), new("夜の届出は翌朝から止める", "a notice of the night stops from the next morning on"))];
    }

    static async Task<IReadOnlyList<Fact>> IssuedAsync(Scene scene, CancellationToken stop)
    {
        scene.Stage.MoveClockTo(AtTheKiosk);
        var screen = await scene.IssueAsync(CertificateKind.FamilyRegister, CertificateOptions.WholeHousehold, stop);
        return [Now(scene), Facts.Glass(screen), Facts.Copies(scene.Desk.Paper.Count)];
    }

    // As whoever hands in the notice writes it.
    static (string Name, string Birth) OnRegister(Scene scene)
    {
        using var world = WorldFolder.Open(scene.Stage.Cluster.Options.World);
        var home = scene.Who.Home;
        var register = world.FamilyRegisters(scene.Who.City).Of(home)!;
        var member = register.Members.Single(m => m.Residence == home);
        return (FamilyRegister.FullName(register.Head, member.Given), member.BirthDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    static Fact Now(Scene scene) => new(new("時刻", "Time"), Said.Same(Time(scene.Stage.Cluster.Deployment.Clock.GetUtcNow().ToOffset(JapanTime.Offset))));

    static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
