using KioskSim.Cluster.Parts;
using KioskSim.Contracts.Lgwan;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Zones;
using KioskSim.Show.Stages;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Show.Stories.Repertoire;

/// <summary>A computer that has no business on LGWAN: it is not let in, and one that is let in but not listed is refused and blocked (000-79, 001-56).</summary>
static class UnknownPc
{
    // As many refusals as a service takes within ten minutes before it blocks.
    const int Refusals = 5;

    public static Story Story { get; } = new(
        "unknown-pc",
        new("知らないパソコンがLGWANに", "An unknown PC on LGWAN"),
        new("行政の回線に知らないパソコンがつながっても、断られ、遮断されます。", "Even where it is plugged into the closed line it is refused, and blocked."),
        "usable",
        new Circumstances { Kiosk = Patiently.Wait },
        [
            new(
                new("知らないパソコンが、市のサーバーに話しかけます。", "An unknown PC speaks to the city's server."),
                new("回線につながることと、中に入れることは別です。", "To be plugged in is not to be let in."),
                new("TLS 1.3は双方の証明書を求めます。証明書がないと、最初の言葉も交わせません。", "TLS 1.3 asks both sides for a certificate. Without one not a word is exchanged."),
                (scene, stop) => KnockAsync(scene, forged: false, stop)),
            new(
                new("「センターです」と偽る証明書も通りません。", "A forged certificate that says “centre” does not help."),
                new("名乗るだけでは足りません。その回線の認証局が出した証明書かどうかを見ます。", "A name is not enough: the certificate has to come from the authority of this line."),
                new("認証局の鍵は起動のときに使ったあと忘れられ、誰も新しい証明書を作れません。", "The authority's key is forgotten after the start; nobody can have another certificate."),
                (scene, stop) => KnockAsync(scene, forged: true, stop)),
            new(
                new("次は、別の業務の本物の端末が使われます。", "Now a real terminal, of another office, is misused."),
                new("本物の証明書でも、決められた仕事のほかはできません。", "Even a real certificate does nothing but what it is meant for."),
                new("呼び出し表に行がありません（CallerNotAllowed）。表の全ての行に審議会の承認が書かれています。", "The caller table has no row for it (CallerNotAllowed). Each of its rows cites an approval."),
                RefusedOnceAsync),
            new(
                new("くり返すと、その端末は遮断されます。", "It goes on asking, and is blocked."),
                new("入り口を探し回ること自体が、あやしい動きです。", "To try every door is suspicious in itself."),
                new("10分のあいだに5回断られると、運用者が解くまで全て断ります。", "Five refusals within ten minutes block it until an operator lets it in again."),
                BlockedAsync),
            new(
                new("その間も、市民の手続きは止まりません。", "Meanwhile citizens are served as ever."),
                new("遮断するのはその端末だけです。関係のない人は困りません。", "Only that terminal is blocked; nobody else notices."),
                new("センターは市のサーバーを呼び続けています。", "The centre goes on calling the city's server."),
                OthersAsync),
        ]);

    static async Task<IReadOnlyList<Fact>> KnockAsync(Scene scene, bool forged, CancellationToken stop)
    {
        var cluster = scene.Stage.Cluster;
        using var elsewhere = new ZoneAuthority(Zone.Lgwan, cluster.Deployment.Clock.GetUtcNow(), Entropy.Secure);
        using var credential = elsewhere.Issue(Party.Centre, "centre");
        var heard = await StrangerOnTheLine.KnockAsync(cluster.Running(Service(scene)).Address(Zone.Lgwan), forged ? credential.Certificate : null, stop);
        Scene.Expect(heard == 0, new($"{heard}バイトの返事がありました。", $"{heard} bytes came back."));
        return
        [
            new(new("見せた証明書", "Certificate shown"), forged ? new("偽物（別の認証局の「centre」）", "forged: “centre” of another authority") : new("なし", "none")),
            new(new("サーバーの返事", "What the server said"), new("なし（切断されました）", "nothing; it hung up")),
        ];
    }

    static async Task<IReadOnlyList<Fact>> RefusedOnceAsync(Scene scene, CancellationToken stop)
    {
        await AskAsync(scene, stop);
        return
        [
            new(new("端末", "Terminal"), new("カード窓口（card-office）", "card office")),
            new(new("求めたこと", "Asked for"), new("証明書の準備（Prepare）", "a certificate (Prepare)")),
            new(new("サーバーの返事", "What the server said"), Words.Said.Same(nameof(FlowErrorCode.CallerNotAllowed))),
        ];
    }

    static async Task<IReadOnlyList<Fact>> BlockedAsync(Scene scene, CancellationToken stop)
    {
        var list = scene.Stage.Cluster.Running(Service(scene)).Services.GetRequiredService<Blocklist>();
        var caller = new Caller(Zone.Lgwan, Party.CardOffice, Members.CardOffice);
        Scene.Expect(!list.IsBlocked(caller), new("もう遮断されています。", "It is blocked already."));
        for (var refusal = 2; refusal <= Refusals; refusal++)
            await AskAsync(scene, stop);
        Scene.Expect(list.IsBlocked(caller), new("遮断されていません。", "It is not blocked."));
        return
        [
            new(new("断られた回数", "Refusals"), new($"{Refusals}回", $"{Refusals}")),
            new(new("市のサーバーが遮断した端末", "Blocked by the city's server"), new("カード窓口（card-office）", "card office")),
        ];
    }

    static async Task<IReadOnlyList<Fact>> OthersAsync(Scene scene, CancellationToken stop)
    {
        var screen = await scene.IssueAsync(CertificateKind.ResidentRecord, CertificateOptions.None, stop);
        return [Facts.Glass(screen), Facts.Copies(scene.Desk.Paper.Count)];
    }

    static async Task AskAsync(Scene scene, CancellationToken stop)
    {
        using var channel = scene.Stage.Cluster.Open(Zone.Lgwan, Party.CardOffice, Members.CardOffice, Party.City, Server(scene));
        try
        {
            await new IssuanceServer.IssuanceServerClient(channel.Invoker).PrepareAsync(new PrepareRequest(), cancellationToken: stop);
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.CallerNotAllowed)
        {
            return;
        }

        throw new OtherwiseException(new("断られませんでした。", "It was not refused."));
    }

    static string Server(Scene scene) => scene.Stage.Cluster.Servers.First(s => s.Cities.Contains(scene.Who.City)).Server;

    static string Service(Scene scene) => $"city-{Server(scene)}";
}
