using Dapper;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Storage;
using SQLitePCL;

namespace KioskSim.City.Tests.Databases;

/// <summary>A server that writes all day does not grow with what it wrote.</summary>
public sealed class PageCacheTests : IDisposable
{
    const int Megabyte = 1024 * 1024;
    const int Writes = 4000;
    const int BytesAWrite = 16 * 1024;

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Pages_that_writes_touched_do_not_stay_in_memory()
    {
        using var database = Database.OpenFile(_folder["pages.db"]);
        database.Write(c => c.Execute("CREATE TABLE sheet (content BLOB NOT NULL)"));
        var (content, before) = (new byte[BytesAWrite], raw.sqlite3_memory_used());
        Assert.True(before > 0, "SQLite was built without counting its memory.");
        for (var i = 0; i < Writes; i++)
            database.Write(c => c.Execute("INSERT INTO sheet (content) VALUES (@content)", new { content }));
        Assert.InRange((raw.sqlite3_memory_used() - before) / Megabyte, 0, Writes * BytesAWrite / Megabyte / 3); // other tests use some beside it
    }
}
