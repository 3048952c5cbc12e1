using System.Data.Common;
using Dapper;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Databases;

/// <summary>Statements that stay compiled behave as those made anew.</summary>
public sealed class KeptStatementsTests : IDisposable
{
    const string One = "SELECT a FROM t WHERE a = @a";

    readonly Database _database = Database.OpenMemory();

    public KeptStatementsTests() => _database.Migrate(["CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)"]);

    [Fact]
    public void A_statement_forgets_the_values_of_the_last_time()
    {
        _database.Write(c => c.Execute("INSERT INTO t (a, b) VALUES (@a, @b)", new { a = 1, b = "x" }));
        _database.Write(c => c.Execute("INSERT INTO t (a, b) VALUES (@a, @b)", new { a = 2, b = (string?)null }));
        Assert.Equal(["x", null], _database.Read(c => c.Query<string?>("SELECT b FROM t ORDER BY a")));
        Assert.Throws<InvalidOperationException>(() => _database.Write(c => c.Execute("INSERT INTO t (a, b) VALUES (@a, @b)", new { a = 3 })));
    }

    [Fact]
    public void The_same_statement_may_run_while_it_is_read_from()
    {
        _database.Write(c => c.Execute("INSERT INTO t (a) VALUES (1), (2)"));
        var pairs = _database.Read(c => c.Query<int>("SELECT a FROM t ORDER BY a", buffered: false)
            .SelectMany(outer => c.Query<int>("SELECT a FROM t ORDER BY a"), (outer, inner) => (outer, inner)).ToList());
        Assert.Equal([(1, 1), (1, 2), (2, 1), (2, 2)], pairs);
    }

    [Fact]
    public void What_failed_is_rolled_back_and_runs_again()
    {
        const string add = "INSERT INTO t (a) VALUES (@a)";
        _database.Write(c => c.Execute(add, new { a = 1 }));
        Assert.ThrowsAny<DbException>(() => _database.Write(c => c.Execute(add, new { a = 2 }) + c.Execute(add, new { a = 1 })));
        _database.Write(c => c.Execute(add, new { a = 2 }));
        Assert.Equal([1, 2], _database.Read(c => c.Query<int>("SELECT a FROM t ORDER BY a")));
    }

    [Fact]
    public void A_statement_sees_a_table_that_was_changed_after_it_was_compiled()
    {
        Assert.Empty(_database.Read(c => c.Query("SELECT * FROM t")));
        _database.Write(c => c.Execute("ALTER TABLE t ADD COLUMN c TEXT NOT NULL DEFAULT 'new'; INSERT INTO t (a) VALUES (1)"));
        Assert.Equal("new", (string)_database.Read(c => c.QuerySingle("SELECT * FROM t")).c);
    }

    [Fact]
    public void Values_in_a_list_reach_the_statement_that_is_written_for_them()
    {
        _database.Write(c => c.Execute("INSERT INTO t (a) VALUES (1), (2), (3)"));
        Assert.Equal([1, 3], _database.Read(c => c.Query<int>("SELECT a FROM t WHERE a IN @some AND a < @most ORDER BY a", new { some = (int[])[1, 3, 5], most = 4 })));
    }

    [Fact]
    public void What_comes_again_is_compiled_once_and_texts_without_end_are_not_all_kept()
    {
        for (var a = 0; a < 1000; a++)
        {
            _database.Read(c => c.Query<int>(One, new { a }).Count());
            _database.Read(c => c.Query<int>($"SELECT {a}").Count());
        }

        Assert.Contains(One, _database.KeptStatements);
        Assert.InRange(_database.KeptStatements.Count(), 2, 200);
    }

    public void Dispose() => _database.Dispose();
}
