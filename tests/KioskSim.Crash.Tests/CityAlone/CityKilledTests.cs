using System.Collections.Concurrent;
using System.Globalization;
using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Fixtures.Postgres;
using KioskSim.Testing;

namespace KioskSim.Crash.Tests.CityAlone;

/// <summary>
/// The city's server dies (SIGKILL) at any moment while several are served, again and again. Whatever it has said stands: ledger, fees,
/// tokens and audit agree with those who heard it.
/// </summary>
/// <remarks>A start takes a second or two, so that a usual run kills it some times only; KIOSKSIM_KILLS=200 is the long run.</remarks>
public sealed class CityKilledTests
{
    const int Seed = 301;
    const int AtOnce = 4;
    const int MostAnswers = 20;
    const int MostMilliseconds = 15;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false, 15)]
    [InlineData(true, 5)]
    public async Task A_city_that_is_killed_again_and_again_keeps_ledger_fees_tokens_and_audit_000_30_000_44(bool postgres, int usualKills)
    {
        Assert.SkipWhen(postgres && PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        var kills = int.TryParse(Environment.GetEnvironmentVariable("KIOSKSIM_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : usualKills;
        await using var city = await CityServer.StartAsync(TestWorld.Folder, postgres, AtOnce);
        using var load = new Load(city);
        var moments = new Random(Seed);
        for (var kill = 0; kill < kills; kill++)
        {
            await load.HearAsync(moments.Next(MostAnswers)).WaitAsync(Patience, CityServer.WallClock);
            await Task.Delay(TimeSpan.FromMilliseconds(moments.Next(MostMilliseconds)), CityServer.WallClock);
            var noted = AuditChain.Check(city.Audit);
            await load.WhileDownAsync(city.KillAndStartAsync);

            var chain = AuditChain.Check(city.Audit, noted.Head); // what had been written then is in it, whatever was written after
            Assert.True(chain.Holds, $"kill {kill}: {chain.Fault} at {chain.FirstWrong}");
        }

        Compare(city, await load.EndAsync().WaitAsync(Patience, CityServer.WallClock), kills);
    }

    static void Compare(CityServer city, IReadOnlyList<CityVisit> visits, int kills)
    {
        var ledger = city.Ledger.All(CityServer.Code).ToDictionary(i => i.Session);
        Assert.All(visits, visit => Assert.Equal(visit.End, ledger[visit.Session.ToString()].State));
        Assert.Equal(visits.Count, ledger.Count);
        Assert.All(visits, visit => Assert.Equal(visit.Released, ledger[visit.Session.ToString()].ReleasedAt is not null));
        Assert.Equal(visits.Count(v => v.End == IssueState.Delivered) * CityVisit.Yen, ledger.Values.Sum(i => i.YenKept));
        Assert.Equal(visits.Count(v => v.End == IssueState.Refunded) * CityVisit.Yen, ledger.Values.Sum(i => i.YenReturned));

        var numbers = ledger.Values.Select(i => i.IssueNumber).OfType<string>().Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => $"R8-{n:D7}"), numbers);

        // A certificate leaves after its entry is written, so that there may be an entry of one that did not leave, and never the other way.
        var entries = city.Audit.Where(e => e.Event == (long)AuditEvent.CertificateIssued).Select(e => e.Session).ToList();
        Assert.Distinct(entries);
        Assert.All(visits.Where(v => v.Issued), visit => Assert.Contains(visit.Session.ToString(), entries));
        Assert.All(entries, session => Assert.NotNull(ledger[session!].IssuedAt));

        Assert.True(visits.Count > kills, $"{visits.Count} visits to {kills} kills: nothing was tried");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills, {visits.Count} visits, {visits.Count(v => !v.Issued)} cut off before their certificate left, {entries.Count} certificates in the audit");
    }

    /// <summary>Citizens one after another, some at once, until it is said that the last has come.</summary>
    sealed class Load : IDisposable
    {
        readonly CityServer _city;
        readonly CancellationTokenSource _last = new();
        readonly ConcurrentBag<CityVisit> _visits = [];
        readonly SemaphoreSlim _answers = new(0);
        readonly Task[] _citizens;
        volatile Task _up = Task.CompletedTask;

        public Load(CityServer city)
        {
            _city = city;
            _citizens = [.. city.Cards.Select((_, i) => Task.Run(() => ComeAsync(i)))];
        }

        /// <summary>Waits until the city has answered so many times more.</summary>
        public async Task HearAsync(int answers)
        {
            while (_answers.CurrentCount > 0)
                await _answers.WaitAsync();
            for (var i = 0; i < answers; i++)
                await _answers.WaitAsync();
        }

        /// <summary>Who finds the city down waits until it is up.</summary>
        public async Task WhileDownAsync(Func<Task> work)
        {
            var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _up = up.Task;
            await work();
            up.SetResult();
        }

        public async Task<IReadOnlyList<CityVisit>> EndAsync()
        {
            await _last.CancelAsync();
            await Task.WhenAll(_citizens);
            return [.. _visits];
        }

        async Task ComeAsync(int citizen)
        {
            for (var n = 0; !_last.IsCancellationRequested; n++)
            {
                var visit = _city.NewVisit(_city.Cards[citizen], n % 3 == 0 ? CertificateOptions.IndividualNumber : CertificateOptions.None);
                _visits.Add(visit);
                await visit.GoAsync(_city.Client, AskAsync, printerFails: n % 5 == 4);
            }
        }

        async Task AskAsync(Func<Task> question)
        {
            while (true)
            {
                try
                {
                    await question();
                    _answers.Release();
                    return;
                }
                catch (FlowException e) when (e.Code is FlowErrorCode.CityUnreachable)
                {
                    await _up;
                }
            }
        }

        public void Dispose()
        {
            _last.Dispose();
            _answers.Dispose();
        }
    }
}
