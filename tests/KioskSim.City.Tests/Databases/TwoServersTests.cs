using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.Tests.Issuance;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Databases;

/// <summary>Two issuance servers on the tables of one: what either decides, it decides for both.</summary>
public sealed class TwoServersTests : IDisposable
{
    const int Sessions = 40;

    readonly TestDatabase _tables = new();
    readonly Database[] _servers;
    readonly IssueLedger[] _ledgers;

    public TwoServersTests()
    {
        _servers = [_tables.Open(), _tables.Open()];
        _ledgers = [.. _servers.Select(s => new IssueLedger(CityDatabase.Migrated(s), new ManualTime(JpkiCentre.Noon)))];
    }

    [Fact]
    public async Task A_token_shown_to_both_is_redeemed_by_one_and_no_number_is_given_twice_or_left_out_001_44()
    {
        for (var session = 1; session <= Sessions; session++)
            _ledgers[session % 2].Prepare(Issue(session), Issues.Token);

        var redeemed = await Race.BothAsync(() => RedeemAll(_ledgers[0]), () => RedeemAll(_ledgers[1]));

        Assert.Equal(Sessions, redeemed.Sum());
        Assert.Equal(
            Enumerable.Range(1, Sessions).Select(n => $"R8-{n:D7}"), _ledgers[0].All(Town.Here).Select(i => i.IssueNumber).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Both_may_bring_the_tables_up_to_date()
    {
        Assert.Same(_servers[1], CityDatabase.Migrated(_servers[1]));
        _ledgers[0].Prepare(Issue(1), Issues.Token);
        CityDatabase.Migrated(_servers[1]);
        Assert.NotNull(_ledgers[1].Find(Town.Here, new SessionId(1)));
    }

    static int RedeemAll(IssueLedger ledger) => Enumerable.Range(1, Sessions).Count(session => Redeems(ledger, session));

    static bool Redeems(IssueLedger ledger, int session)
    {
        try
        {
            ledger.Redeem(Town.Here, new SessionId((UInt128)session), Issues.Token, Issues.Life);
            return true;
        }
        catch (FlowException refused) when (refused.Code == FlowErrorCode.TokenSpent)
        {
            return false;
        }
    }

    static IssueRecord Issue(int session) => new()
    {
        Session = new SessionId((UInt128)session).ToString(), Municipality = Town.Here.ToString(), Kiosk = "kiosk-1", State = IssueState.Prepared,
        Kind = 1, Copies = 1, Serial = 11, IssuerKey = [1], Resident = 1, Evidence = [2], ReplyKey = [3], Yen = 200, Sheets = 1,
    };

    public void Dispose()
    {
        foreach (var server in _servers)
            server.Dispose();
        _tables.Dispose();
    }
}
