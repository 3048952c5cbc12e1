using System.Data.Common;
using KioskSim.Storage;

namespace KioskSim.Cluster.Parts;

/// <summary>
/// A database on a disk that is full, by SQLite's own limit. On such a disk every write fails, because each makes the log longer; the limit is of pages, and a
/// small row may find room on one that is there. So each row that is written asks for a page more, which is refused (SQLITE_FULL), and the write with it.
/// </summary>
public static class FullDisk
{
    const string Room = "kiosksim_room";

    // Less than there are already is taken for as many as there are.
    const long FewestPages = 1;
    const long MostPages = 4_294_967_294;

    public static void Begin(Database database) => database.Write(connection =>
    {
        Run(connection, $"CREATE TABLE {Room} (page BLOB)");
        foreach (var table in Tables(connection))
        {
            foreach (var what in (string[])["INSERT", "UPDATE"])
                Run(connection, $"CREATE TEMP TRIGGER {Trigger(table, what)} BEFORE {what} ON main.{table} BEGIN INSERT INTO {Room} VALUES (zeroblob(65536)); END");
        }

        Run(connection, $"PRAGMA max_page_count = {FewestPages}");
    });

    public static void End(Database database) => database.Write(connection =>
    {
        Run(connection, $"PRAGMA max_page_count = {MostPages}");
        foreach (var table in Tables(connection))
        {
            foreach (var what in (string[])["INSERT", "UPDATE"])
                Run(connection, $"DROP TRIGGER IF EXISTS {Trigger(table, what)}");
        }

        Run(connection, $"DROP TABLE {Room}");
    });

    static string Trigger(string table, string what) => $"{Room}_{table}_{what}";

    static List<string> Tables(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> '{Room}'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    static void Run(DbConnection connection, string statement)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
