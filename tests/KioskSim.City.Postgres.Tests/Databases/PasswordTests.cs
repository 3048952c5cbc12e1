using System.Data.Common;
using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.Tests.Issuance;
using KioskSim.Domain.Values;
using KioskSim.Fixtures.Postgres;
using KioskSim.Jpki.Tests;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Databases;

/// <summary>A city's servers get another password for PostgreSQL, one after the other: by a second login, as docs/operations.md says it.</summary>
public sealed class PasswordTests : IDisposable
{
    readonly PostgresServer? _postgres = PostgresServer.Missing is null ? PostgresServer.Start() : null; // its own: logins are the whole server's

    [Fact]
    public async Task A_second_login_takes_over_while_both_are_in_use_and_the_first_is_closed()
    {
        Assert.SkipWhen(_postgres is null, PostgresServer.Missing ?? "");
        _postgres.Ask("CREATE ROLE city LOGIN PASSWORD 'one'; GRANT CREATE ON DATABASE postgres TO city;");
        using var first = CityDatabase.Migrated(Open("city", "one"));
        _postgres.Ask("CREATE ROLE city_b LOGIN PASSWORD 'two' IN ROLE city; ALTER ROLE city_b SET role = 'city';");
        using var second = CityDatabase.Migrated(Open("city_b", "two"));
        IssueLedger[] ledgers = [new(first, new ManualTime(JpkiCentre.Noon)), new(second, new ManualTime(JpkiCentre.Noon))];

        var numbers = await Race.BothAsync(() => Issue(ledgers[0], 1), () => Issue(ledgers[1], 101));
        Assert.Equal(40, numbers.SelectMany(n => n).Distinct().Count());

        first.Dispose();
        _postgres.Ask("ALTER ROLE city NOLOGIN");
        Assert.ThrowsAny<DbException>(() => Open("city", "one").Migrate([.. CityDatabase.Steps]));
        Assert.Equal(20, Issue(ledgers[1], 201).Count);
        second.Migrate([.. CityDatabase.Steps, "CREATE TABLE further (word TEXT)"]);
        Assert.Equal(["city"], _postgres.Ask("SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'city_x'")); // and the next login may use them as well
    }

    public void Dispose() => _postgres?.Dispose();

    static List<string> Issue(IssueLedger ledger, int from) =>
    [
        .. Enumerable.Range(from, 20).Select(number =>
        {
            var session = new SessionId((UInt128)number);
            ledger.Prepare(
                new IssueRecord
                {
                    Session = session.ToString(), Municipality = Town.Here.ToString(), Kiosk = "kiosk-1", State = IssueState.Prepared,
                    Kind = 1, Copies = 1, Serial = 11, IssuerKey = [1], Resident = 1, Evidence = [2], ReplyKey = [3], Yen = 200, Sheets = 1,
                },
                Issues.Token);
            return ledger.Redeem(Town.Here, session, Issues.Token, Issues.Life).IssueNumber!;
        }),
    ];

    Database Open(string user, string password) => Database.OpenPostgres(
        new DbConnectionStringBuilder { ConnectionString = _postgres!.ConnectionString, ["Username"] = user, ["Password"] = password }.ConnectionString, "city_x");
}
