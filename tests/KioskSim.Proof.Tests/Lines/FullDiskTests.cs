using System.Data.Common;
using KioskSim.Cluster.Parts;
using KioskSim.Storage;

namespace KioskSim.Proof.Tests.Lines;

/// <summary>A database whose disk is full refuses as SQLite does, and is as before when there is room again.</summary>
public sealed class FullDiskTests
{
    const int SqliteFull = 13;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_write_is_refused_whole_and_reading_goes_on(bool inMemory)
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-full-").FullName;
        using (var database = inMemory ? Database.OpenMemory() : Database.OpenFile(Path.Combine(folder, "a.db")))
        {
            database.Migrate(["CREATE TABLE said (id INTEGER PRIMARY KEY, word TEXT NOT NULL)", "CREATE TABLE heard (word TEXT PRIMARY KEY) WITHOUT ROWID"]);
            Run(database, "INSERT INTO said VALUES (1, 'one')");

            FullDisk.Begin(database);

            foreach (var write in (string[])["INSERT INTO said VALUES (2, 'two')", "UPDATE said SET word = 'two'", "INSERT INTO heard VALUES ('two')"])
                Assert.Contains($"Error {SqliteFull}:", Assert.ThrowsAny<DbException>(() => Run(database, write)).Message, StringComparison.Ordinal);
            Assert.Equal("one", Word(database));

            FullDisk.End(database);

            Run(database, "UPDATE said SET word = 'three'");
            Run(database, "INSERT INTO heard VALUES ('three')");
            Assert.Equal("three", Word(database));
        }

        Directory.Delete(folder, recursive: true);
    }

    static void Run(Database database, string statement) => database.Write(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    });

    static string? Word(Database database) => database.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT word FROM said";
        return (string?)command.ExecuteScalar();
    });
}
