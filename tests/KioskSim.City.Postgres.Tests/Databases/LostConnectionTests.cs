using System.Data.Common;
using Dapper;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Fixtures.Postgres;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Databases;

/// <summary>The line to PostgreSQL breaks: an error, no hang, and nothing half.</summary>
public sealed class LostConnectionTests : IDisposable
{
    const string Count = "SELECT count(*) FROM issue_counter";
    const string Add = "INSERT INTO issue_counter (municipality, year, last) VALUES (@city, 8, 1)";
    const string HangUp = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'KioskSim' AND pid <> pg_backend_pid()";

    readonly TestDatabase _tables = new();
    readonly Database _database;

    public LostConnectionTests() => _database = CityDatabase.Migrated(_tables.Open());

    [Fact]
    public void A_write_whose_line_breaks_did_not_happen_and_the_next_one_does()
    {
        Assert.ThrowsAny<DbException>(() => _database.Write(c =>
        {
            c.Execute(Add, new { city = "482013" });
            c.Execute("SELECT pg_terminate_backend(pg_backend_pid())");
            c.Execute(Add, new { city = "482021" });
        }));
        Assert.Equal(0, _database.Read(c => c.QuerySingle<int>(Count)));
        _database.Write(c => c.Execute(Add, new { city = "482013" }));
        Assert.Equal(1, _database.Read(c => c.QuerySingle<int>(Count)));
    }

    [Fact]
    public void A_line_that_broke_while_nobody_spoke_is_made_anew()
    {
        using var server = PostgresServer.Start();
        using var database = CityDatabase.Migrated(Database.OpenPostgres(server.ConnectionString, "city"));
        using var operatorsOwn = Database.OpenPostgres(server.ConnectionString, "public");

        operatorsOwn.Read(c => c.Query(HangUp).AsList());
        database.Write(c => c.Execute(Add, new { city = "482013" }));
        operatorsOwn.Read(c => c.Query(HangUp).AsList());
        Assert.Equal(1, database.Read(c => c.QuerySingle<int>(Count)));
    }

    [Fact]
    public void Without_a_server_reading_and_writing_fail_and_the_message_names_no_password()
    {
        var server = PostgresServer.Start();
        using var database = CityDatabase.Migrated(Database.OpenPostgres(server.ConnectionString, "city"));
        server.Dispose();
        var password = new DbConnectionStringBuilder { ConnectionString = server.ConnectionString }["Password"].ToString()!;

        foreach (var call in (Action[])[() => database.Read(c => c.Execute(Count)), () => database.Write(c => c.Execute(Add, new { city = "482013" }))])
            Assert.DoesNotContain(password, Assert.ThrowsAny<DbException>(call).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("City")]
    [InlineData("")]
    [InlineData("a;DROP TABLE issue")]
    public void A_schema_has_a_plain_name(string schema) =>
        Assert.Throws<ArgumentException>(() => Database.OpenPostgres("Host=127.0.0.1", schema));

    public void Dispose()
    {
        _database.Dispose();
        _tables.Dispose();
    }
}
