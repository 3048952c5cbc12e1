using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.City.Tests.Fixtures;
using KioskSim.City.Tests.Issuance;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Databases;

/// <summary>A new program comes to tables that an older one made, with one server and with two.</summary>
public sealed partial class UpgradeTests : IDisposable
{
    /// <summary>Steps of the first releases: the class OlderFile has their words.</summary>
    const int Oldest = 7;

    readonly TestDatabase _tables = TestDatabase.Empty();

    static IReadOnlyList<SchemaStep> Newest => CityDatabase.Steps;

    public static TheoryData<int> OlderSchemas => [.. Enumerable.Range(Oldest, CityDatabase.Steps.Length - Oldest)];

    [Theory]
    [MemberData(nameof(OlderSchemas))]
    public void Nothing_is_lost_of_tables_that_an_older_program_made_and_filled(int steps)
    {
        var rows = new List<Row>();
        using (var older = _tables.Open())
        {
            older.Migrate([.. Newest.Take(steps)]);
            older.Write(c =>
            {
                rows.AddRange(Row.All.Where(r => r.FitsIn(c)));
                foreach (var row in rows)
                    row.Insert(c);
            });
        }

        Assert.InRange(rows.Count, 9, Row.All.Count);
        using var newer = CityDatabase.Migrated(_tables.Open());
        Assert.All(rows, row => Assert.True(newer.Read(row.IsThere), row.Table));
        Assert.True(AuditChain.Check(AuditLog.Entries(newer, Town.Here)).Holds);
        Assert.Single(AuditLog.Entries(newer, Town.Here));
    }

    [Fact]
    public void An_older_program_does_not_touch_newer_tables_and_says_what_is_the_matter()
    {
        using var tables = _tables.Open();
        CityDatabase.Migrated(tables);

        var refused = Assert.Throws<InvalidDataException>(() => tables.Migrate([.. Newest.SkipLast(1)]));

        Assert.Contains($"has schema {Newest.Count}; this program knows {Newest.Count - 1}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("新しい版", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_servers_that_start_at_once_one_brings_the_tables_up_to_date()
    {
        var times = 0;
        SchemaStep[] steps = [.. Newest, new SchemaStep("CREATE TABLE further (word TEXT)", _ => Interlocked.Increment(ref times))];
        using (var older = _tables.Open())
            older.Migrate([.. Newest.Take(Oldest)]);
        using var one = _tables.Open();
        using var other = _tables.Open();

        await Race.BothAsync(() => Migrated(one), () => Migrated(other));

        Assert.Equal(1, times);

        bool Migrated(Database database)
        {
            database.Migrate(steps);
            return true;
        }
    }

    [Fact]
    public void A_step_that_cannot_be_done_leaves_the_tables_as_they_were()
    {
        using var tables = _tables.Open();
        tables.Migrate([.. Newest.Take(Oldest)]);

        Assert.ThrowsAny<DbException>(() => tables.Migrate([.. Newest, "CREATE TABLE half (word TEXT); CREATE TABLE issue (word TEXT);"]));

        tables.Migrate([.. Newest.Take(Oldest)]); // it is none of the newer schema
        Assert.Empty(tables.Read(c => Row.ColumnsOf(c, "half")));
        Assert.Empty(tables.Read(c => Row.ColumnsOf(c, "place")));
    }

    [Fact]
    public async Task An_old_server_goes_on_beside_a_new_one_and_no_number_is_given_twice()
    {
        using var old = _tables.Open();
        old.Migrate([.. Newest.SkipLast(1)]);
        var ofOld = new IssueLedger(old, new ManualTime(JpkiCentre.Noon));
        Prepare(ofOld, 1);
        Assert.Equal("R8-0000001", Redeem(ofOld, 1));

        using var next = CityDatabase.Migrated(_tables.Open());
        var ofNew = new IssueLedger(next, new ManualTime(JpkiCentre.Noon));
        for (var session = 2; session <= 41; session++)
            Prepare(session % 2 == 0 ? ofOld : ofNew, session);
        var numbers = await Race.BothAsync(
            () => Enumerable.Range(0, 20).Select(n => Redeem(ofOld, (2 * n) + 3)).ToList(), () => Enumerable.Range(1, 20).Select(n => Redeem(ofNew, 2 * n)).ToList());

        Assert.Equal(Enumerable.Range(2, 40).Select(n => $"R8-{n:D7}"), numbers.SelectMany(n => n).Order(StringComparer.Ordinal));
        Assert.Throws<InvalidDataException>(() => old.Migrate([.. Newest.SkipLast(1)])); // once stopped, only the new one starts
    }

    [Fact]
    public void Every_step_but_one_only_adds_so_that_a_running_older_server_finds_what_it_knows()
    {
        Assert.All(Newest.Where(s => s != AuditLog.Chain), step =>
        {
            Assert.Null(step.Then);
            Assert.All(
                step.Sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), statement => Assert.Matches(Adding(), statement));
        });
    }

    public void Dispose() => _tables.Dispose();

    static void Prepare(IssueLedger ledger, int session) => ledger.Prepare(
        new IssueRecord
        {
            Session = new SessionId((UInt128)session).ToString(), Municipality = Town.Here.ToString(), Kiosk = "kiosk-1", State = IssueState.Prepared,
            Kind = 1, Copies = 1, Serial = 11, IssuerKey = [1], Resident = 1, Evidence = [2], ReplyKey = [3], Yen = 200, Sheets = 1,
        },
        Issues.Token);

    static string Redeem(IssueLedger ledger, int session) => ledger.Redeem(Town.Here, new SessionId((UInt128)session), Issues.Token, Issues.Life).IssueNumber!;

    // A column that an older server does not name has to do without a value, or has one.
    [GeneratedRegex(@"^(CREATE (TABLE|INDEX)|ALTER TABLE \w+ ADD COLUMN \w+ \w+( NOT NULL DEFAULT '')?$)")]
    private static partial Regex Adding();

    /// <summary>A row of a table, as an older program wrote it.</summary>
    sealed record Row(string Table, params (string Column, object Value)[] Values)
    {
        static readonly byte[] Bytes = [1, 2, 3];

        public static IReadOnlyList<Row> All { get; } =
        [
            new("household", ("municipality", "482013"), ("household", 1L), ("row", Bytes)),
            new("resident", ("municipality", "482013"), ("resident", 1L), ("household", 1L), ("sealed_number", Bytes), ("name", "山田花子"), ("birth_date", "1980-06-01")),
            new("certificate", ("municipality", "482013"), ("serial", 11L), ("resident", 1L)),
            new("audit", ("municipality", "482013"), ("at", 1000L), ("event", 101L), ("session", "1"), ("resident", 1L), ("reason", "ResidentRecord")),
            new("audit_entry", ("municipality", "482013"), ("number", 1L), ("at", 1000L), ("event", 101L), ("reason", "r"),
                ("previous", AuditEntry.Beginning), ("hash", new AuditEntry("482013", 1, 1000, 101, null, null, "r", AuditEntry.Beginning, []).ComputeHash())),
            new("issue", ("municipality", "482013"), ("session", "1"), ("kiosk", "kiosk-1"), ("state", 2L), ("kind", 1L), ("options", 0L), ("copies", 1L), ("serial", 11L),
                ("issuer_key", Bytes), ("resident", 1L), ("evidence", Bytes), ("reply_key", Bytes), ("token_digest", Bytes), ("yen", 200L), ("sheets", 1L),
                ("issue_number", "R8-0000041"), ("prepared_at", 5000L), ("issued_at", 6000L)),
            new("issue_counter", ("municipality", "482013"), ("year", 8L), ("last", 41L)),
            new("suppression", ("municipality", "482013"), ("resident", 1L), ("kind", 3L), ("since", 7000L)),
            new("juki_card", ("municipality", "482013"), ("number", 15000007L), ("resident", 1L)),
            new("juki_key", ("municipality", "482013"), ("number", 15000007L), ("public_key", Bytes)),
            new("seal", ("municipality", "482013"), ("resident", 1L), ("row", Bytes)),
            new("tax", ("municipality", "482013"), ("resident", 1L), ("fiscal_year", 2026L), ("row", Bytes)),
            new("family_register", ("municipality", "482013"), ("register", 1L), ("row", Bytes)),
            new("family_member", ("municipality", "482013"), ("register", 1L), ("number", 1L), ("home", "482013"), ("resident", 1L), ("name", "山田花子"), ("birth_date", "1980-06-01")),
            new("feed_state", ("municipality", "482013"), ("register", 1L), ("as_of", 8000L)),
            new("notice", ("municipality", "482013"), ("notice", 1L), ("received_on", "2026-11-18"), ("at_night", 0L), ("effective_from", 9000L)),
            new("notice_register", ("municipality", "482013"), ("register", 1L), ("notice", 1L)),
            new("use_application", ("municipality", "482013"), ("application", 1L), ("serial", 11L), ("issuer_key", Bytes), ("applied_on", "2026-11-18"), ("typed", Bytes)),
            new("use_registration", ("municipality", "482013"), ("serial", 11L), ("issuer_key", Bytes), ("register", 1L), ("member", 1L), ("usable_from", "2026-11-25")),
            new("night_reference", ("reference", "a"), ("municipality", "482013"), ("register", 1L), ("given_at", 1L)),
        ];

        string Names => string.Join(", ", Values.Select(v => v.Column));

        /// <summary>Of a table that is not there: none.</summary>
        public static IReadOnlyList<string> ColumnsOf(DbConnection connection, string table) => [.. connection.Query<string>(
            connection.CanCreateBatch
                ? "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = @table"
                : "SELECT name FROM pragma_table_info(@table)",
            new { table })];

        public bool FitsIn(DbConnection connection) => !Values.Select(v => v.Column).Except(ColumnsOf(connection, Table)).Any();

        public void Insert(DbConnection connection) =>
            connection.Execute($"INSERT INTO {Table} ({Names}) VALUES ({string.Join(", ", Values.Select(v => "@" + v.Column))})", Parameters(Values));

        /// <summary>The same values, each of them. Entries of the audit are where they are now.</summary>
        public bool IsThere(DbConnection connection) => connection.QuerySingle<long>(
            $"SELECT COUNT(*) FROM {(Table == "audit" ? "audit_entry" : Table)} WHERE {string.Join(" AND ", Values.Select(v => $"{v.Column} = @{v.Column}"))}",
            Parameters(Values)) == 1;

        static DynamicParameters Parameters(IEnumerable<(string Column, object Value)> values) => new(values.ToDictionary(v => v.Column, v => v.Value));
    }
}
