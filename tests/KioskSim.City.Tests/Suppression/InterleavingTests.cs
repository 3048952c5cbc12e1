using KioskSim.City.Audit;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Jpki.Tests;

namespace KioskSim.City.Tests.Suppression;

/// <summary>
/// The race of 000-73: somebody hands in a notice and goes to a kiosk at once. Whatever comes between whatever, no certificate is released
/// whose register has a notice open, or that was made before the entry that is approved now.
/// </summary>
public sealed class InterleavingTests(JpkiCentre jpki)
{
    const int Kiosks = 3;
    const int Notices = 2;

    // Its tables lie in memory.
    const int RunsInAScene = 10_000;

    /// <summary>Of random interleavings. A million: KIOSKSIM_INTERLEAVINGS=1000000, and half an hour.</summary>
    static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("KIOSKSIM_INTERLEAVINGS") ?? "3000");

    [Fact]
    public void No_stale_certificate_is_released_in_any_interleaving_of_two_kiosks_and_a_notice_000_61_000_73()
    {
        using var scene = Scene();
        var released = 0;
        var interleavings = 0;
        foreach (var order in Orders([0, 0, 0, 1, 1, 1, 2, 2]))
        {
            released += Play(scene, order, kiosks: 2);
            interleavings++;
        }

        Assert.Equal(560, interleavings); // 8! / (3! 3! 2!)
        Assert.InRange(released, 1, 2 * interleavings - 1); // some are, some are not: the rule does not just say no
    }

    [Fact]
    public void No_stale_certificate_is_released_in_random_interleavings_of_three_kiosks_and_two_notices_000_61_000_73()
    {
        var released = 0;
        Parallel.For(0, 2, half =>
        {
            var random = new Random(20261118 + half);
            int[] order = [.. Enumerable.Range(0, Kiosks).SelectMany(k => Enumerable.Repeat(k, 3)), .. Enumerable.Range(Kiosks, Notices).SelectMany(n => Enumerable.Repeat(n, 2))];
            for (var run = 0; run < Runs / 2;)
            {
                using var scene = Scene();
                for (var end = Math.Min(run + RunsInAScene, Runs / 2); run < end; run++)
                {
                    random.Shuffle(order);
                    Interlocked.Add(ref released, Play(scene, order, Kiosks));
                }
            }
        });
        Assert.InRange(released, Runs / 10, Kiosks * Runs);
    }

    [Fact]
    public void By_the_old_rule_of_the_next_day_a_stale_certificate_comes_out_that_is_the_hole_000_72_000_73()
    {
        using var scene = Scene(nextDay: true);
        scene.TakeNotice();
        var session = scene.Prepare()!.Value;
        Assert.NotNull(scene.Issue(session));
        Assert.True(scene.Release(session)); // with a notice open

        scene.Clock.Now = DateTimeOffset.Parse("2026-11-19T08:29:59+09:00");
        Assert.NotNull(scene.Prepare());
        scene.Clock.Now = DateTimeOffset.Parse("2026-11-19T08:30:00+09:00");
        Assert.Null(scene.Prepare());
    }

    [Fact]
    public void At_the_counter_the_old_rule_stopped_at_once_too_000_63()
    {
        using var scene = Scene(nextDay: true);
        scene.TakeNotice(atNight: false);
        Assert.Null(scene.Prepare());
    }

    /// <summary>Several kiosks and a clerk at once: the audit, which is one order of all that was committed, shows whether a release came out of turn.</summary>
    [Fact]
    public void With_kiosks_and_offices_at_work_at_the_same_time_the_audit_shows_no_release_while_a_notice_was_open_000_61_000_73()
    {
        using var tables = new TestDatabase();
        using var scene = new RegisterScene(jpki, CityDatabase.Migrated(tables.Open()));
        const int visits = 60;
        var workers = Enumerable.Range(0, Kiosks).Select(_ => (Action)(() =>
        {
            var released = false;
            for (var visit = 0; visit < visits || !released; visit++) // once the office is done, it gets one at the latest
                released |= scene.Prepare() is { } session && scene.Issue(session) is not null && scene.Release(session);
        })).Append(() =>
        {
            for (var entry = 0; entry < visits; entry++)
                scene.Approve(scene.TakeNotice());
        });
        Parallel.Invoke([.. workers]);

        var (open, stale, released) = (0, 0, 0);
        Dictionary<string, int> madeAfter = [];
        var approved = 0;
        foreach (var entry in scene.Audit.Read(Town.Here))
        {
            switch ((AuditEvent)entry.Event)
            {
                case AuditEvent.NoticeTakenAtNight: open++; break;
                case AuditEvent.EntryApproved: (open, approved) = (open - 1, approved + 1); break;
                case AuditEvent.CertificateIssued: madeAfter[entry.Session!] = approved; break;
                case AuditEvent.CertificateReleased:
                    released++;
                    stale += open > 0 || madeAfter[entry.Session!] < approved ? 1 : 0;
                    break;
            }
        }

        Assert.Equal((0, visits), (open, approved));
        Assert.Equal(0, stale);
        Assert.InRange(released, Kiosks, Kiosks * visits);
    }

    /// <summary>Plays an order of moves: 0, 1, … a kiosk's next of prepare, issue, release; from <paramref name="kiosks"/> on a notice's next of taken, approved.</summary>
    /// <returns>How many certificates were released.</returns>
    static int Play(RegisterScene scene, IReadOnlyList<int> order, int kiosks)
    {
        var sessions = new (Domain.Values.SessionId? Session, int? Version, int Moves)[kiosks];
        var notices = new long?[Notices];
        var (open, released) = (0, 0);
        foreach (var who in order)
        {
            if (who >= kiosks)
            {
                ref var notice = ref notices[who - kiosks];
                if (notice is not { } number)
                {
                    notice = scene.TakeNotice();
                    open++;
                }
                else
                {
                    scene.Approve(number);
                    open--;
                }

                continue;
            }

            ref var kiosk = ref sessions[who];
            switch (kiosk.Moves++)
            {
                case 0: kiosk.Session = scene.Prepare(); break;
                case 1 when kiosk.Session is { } session: kiosk.Version = scene.Issue(session); break;
                case 2 when kiosk is { Session: { } session, Version: { } made } && scene.Release(session):
                    released++;
                    Assert.True(open == 0, $"released with a notice open: {string.Join(' ', order)}");
                    Assert.True(made == scene.Version, $"released version {made} when {scene.Version} was approved: {string.Join(' ', order)}");
                    break;
            }
        }

        return released;
    }

    /// <summary>Every order of the moves; those of one kiosk or notice keep theirs.</summary>
    static IEnumerable<int[]> Orders(int[] moves)
    {
        if (moves.Length == 0)
            yield return [];
        foreach (var first in moves.Distinct())
        {
            var at = Array.IndexOf(moves, first);
            foreach (var rest in Orders([.. moves[..at], .. moves[(at + 1)..]]))
                yield return [first, .. rest];
        }
    }

    RegisterScene Scene(bool nextDay = false) => new(jpki, CityDatabase.Migrated(Storage.Database.OpenMemory()), nextDay);
}
