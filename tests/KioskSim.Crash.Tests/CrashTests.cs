using Grpc.Core;
using KioskSim.Centre.Journal;
using KioskSim.City.Issuance;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Storage;
using KioskSim.Testing;
using KioskSim.Testing.Processes;
using Dapper;

[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: AssemblyFixture(typeof(TestProcesses))]

namespace KioskSim.Crash.Tests;

/// <summary>
/// Any service dies (SIGKILL) at any place of steps 3 to 14 and is started again. Whatever happens: no fee without paper or refund, no
/// paper without release, a clear screen, and every book says the same in the end.
/// </summary>
public sealed class CrashTests(TestProcesses cluster)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    static readonly ScreenKind[] ClearScreens = [ScreenKind.Stopped, ScreenKind.TakePaper, ScreenKind.Finished, ScreenKind.Welcome, ScreenKind.OutOfService];

    public static TheoryData<string, int> Places => [.. Testing.Places.All().Select((p, i) => ($"{p.Victim} dies {p.Place}", i))];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_service_that_dies_leaves_no_fee_without_paper_and_no_paper_without_release_000_30_000_73(string what, int index)
    {
        var (place, victim) = Testing.Places.All().ElementAt(index);
        var errand = await ErrandAsync(index);
        using var journal = new Books(cluster);
        var before = journal.Count;
        var box = cluster.Cabinet.Coins.Box;

        using (var citizen = cluster.CitizenAt())
            await citizen.Eyes.UntilAsync(0, default, ScreenKind.Welcome);
        cluster.KillAt(place, victim);
        var restarted = cluster.Processes[victim].StartAgainAsync();
        var (paper, seen) = await GoAsync(errand);
        Assert.True(cluster.WasReached, $"{what}: the place was never reached; the citizen saw {seen}.");
        await restarted.WaitAsync(Patience, Clock);

        // The kiosk serves the next citizen only when it has settled with whoever was there before.
        using (var next = cluster.CitizenAt())
        {
            paper += (await next.TakePaperAsync(default)).Sum(c => c.Sheets); // or it would be warned of first, and drawn in
            await next.Eyes.UntilAsync(0, default, ScreenKind.Welcome).WaitAsync(Patience, Clock);
            paper += (await next.TakePaperAsync(default)).Sum(c => c.Sheets);
            await next.TakeCardAsync(default);
            await next.TakeMoneyAsync(default);
        }

        await UntilAsync(() => cluster.Cabinet.Coins.List().Count == 0, $"{what}: the coin slot's book is not settled.");
        var coins = cluster.Cabinet.Coins;
        Assert.Equal(Yen.Zero, coins.Credit + coins.Held + coins.ReturnTray);
        Assert.Equal(paper * 200, (coins.Box - box).Amount);

        if (journal.Count == before)
        {
            Assert.Equal(0, paper); // the session never began
            return;
        }

        Assert.Equal(before + 1, journal.Count);
        var session = journal.Last;
        if (session.PaidAt is null && session.Receipt is null)
        {
            Assert.Equal(0, paper);
            return; // not paid: the centre ends it by itself in time, if the kiosk could not
        }

        await UntilAsync(() => journal.Last.CityToldAt is not null || journal.Last.Municipality is null, $"{what}: the city was not told.");
        session = journal.Last;
        Assert.Equal(paper == 1 ? SessionState.Delivered : SessionState.Refunded, session.State);
        Assert.Equal((paper * 200, (1 - paper) * 200), (session.YenKept, session.YenReturned));
        if (paper == 1)
            Assert.NotNull(session.ReleasedAt);
        Assert.Equal(paper == 1 ? IssueState.Delivered : IssueState.Refunded, journal.CityState(session.Session));
    }

    async Task<(int Paper, string Seen)> GoAsync(Errand errand)
    {
        using var citizen = cluster.CitizenAt();
        try
        {
            var end = await citizen.RunAsync(errand, CancellationToken.None).WaitAsync(Patience, Clock);
            Assert.Contains(end.Last.Kind, ClearScreens);
            Assert.True(end.Last.Japanese.Length > 0 && end.Last.English.Length > 0);
            return (end.Copies.Sum(c => c.Sheets), $"{end.Last.Kind} {end.Error}");
        }
        catch (Exception e) when (e is RpcException or FlowException or IOException)
        {
            return (0, e.GetType().Name); // the glass went dark; what lies in the trays is counted when it is light again
        }
    }

    async Task<Errand> ErrandAsync(int index)
    {
        var people = Trait.Of("usable", cluster.World.Summary.AsOf).Find(cluster.World, ProcessCluster.City, TestWorld.Seed).Take(12).ToList();
        var resident = people[index % people.Count].Id.ToString();
        var pin = await cluster.Wallet.RememberPinAsync(ProcessCluster.City, resident, default);
        return new Errand(ProcessCluster.City, ProcessCluster.City, resident, CertificateKind.ResidentRecord, CertificateOptions.None, 1, pin.Reveal());
    }

    // Other processes cannot tell us when they are done: we look again and again.
    static async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var waited = TimeSpan.Zero; !condition(); waited += Look)
        {
            Assert.True(waited < Patience, what);
            await Task.Delay(Look, Clock);
        }
    }

#pragma warning disable RS0030 // Real processes take real time.
    static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>The centre's journal and the city's ledger, read from beside while their services live or die.</summary>
    sealed class Books : IDisposable
    {
        readonly Database _centre;
        readonly Database _city;
        readonly SessionJournal _journal;

        public Books(TestProcesses cluster)
        {
            _centre = Database.OpenFile(cluster.DataFile("centre.db"));
            _city = Database.OpenFile(cluster.DataFile($"city-{ProcessCluster.City}.db"));
            _journal = new SessionJournal(_centre, Clock);
        }

        public int Count => _journal.All().Count;

        public SessionRecord Last => _journal.All().MaxBy(s => s.BegunAt)!;

        public IssueState CityState(string session) =>
            (IssueState)_city.Read(c => c.QuerySingle<int>("SELECT state FROM issue WHERE session = @session", new { session }));

        public void Dispose()
        {
            _centre.Dispose();
            _city.Dispose();
        }
    }
}
