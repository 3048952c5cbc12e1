using Dapper;
using KioskSim.Storage;

namespace KioskSim.City.Tests.Databases;

/// <summary>Tables that outlive the program that has them.</summary>
public sealed class SharedTablesTests
{
    [Fact]
    public void A_program_that_has_ended_neither_reads_nor_writes_and_the_next_finds_what_it_wrote()
    {
        using var tables = Database.OpenMemory();
        var first = tables.Share();
        first.Migrate(["CREATE TABLE said (word TEXT NOT NULL)"]);
        first.Write(c => c.Execute("INSERT INTO said VALUES ('one')"));

        first.Dispose();

        Assert.Throws<ObjectDisposedException>(() => first.Write(c => c.Execute("INSERT INTO said VALUES ('two')")));
        Assert.Throws<ObjectDisposedException>(() => first.Read(c => c.Query<string>("SELECT word FROM said")));
        using var next = tables.Share();
        next.Migrate(["CREATE TABLE said (word TEXT NOT NULL)"]);
        Assert.Equal(["one"], next.Read(c => c.Query<string>("SELECT word FROM said")));
    }

    [Fact]
    public void What_waits_for_its_turn_when_its_program_ends_is_not_written()
    {
        using var tables = Database.OpenMemory();
        tables.Migrate(["CREATE TABLE said (word TEXT NOT NULL)"]);
        var program = tables.Share();
        Thread? waiting = null;
        Exception? refused = null;

        tables.Write(_ =>
        {
            waiting = new Thread(() => refused = Record.Exception(() => program.Write(c => c.Execute("INSERT INTO said VALUES ('late')"))));
            waiting.Start();
            SpinWait.SpinUntil(() => waiting.ThreadState == ThreadState.WaitSleepJoin);
            program.Dispose();
        });
        waiting!.Join();

        Assert.IsType<ObjectDisposedException>(refused);
        Assert.Empty(tables.Read(c => c.Query<string>("SELECT word FROM said")));
    }
}
