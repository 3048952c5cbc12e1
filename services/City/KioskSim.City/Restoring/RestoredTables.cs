using System.Data.Common;
using System.Globalization;
using Dapper;
using KioskSim.City.Audit;
using KioskSim.City.Issuance;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.Suppression;
using KioskSim.City.UseRegistration;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Storage;

namespace KioskSim.City.Restoring;

/// <summary>
/// Tables that were read back from a backup are those of an older hour: numbers that are out would be given again, and a notice that was taken since would stop
/// nothing. So a server knows the place of its tables, does not serve from others until it is told of them, and then stays closed until what is missing was
/// brought in again.
/// </summary>
/// <remarks>
/// What is known: a dump of PostgreSQL that was read in, and a file that <see cref="Copy"/> made. What is not: a file, a folder of PostgreSQL's or a whole disk
/// that was copied and put back under the same server.
/// </remarks>
public sealed class RestoredTables(Database database, AuditLog audit, TimeProvider clock)
{
    internal const string Schema = """
        CREATE TABLE place ("only" INTEGER PRIMARY KEY CHECK ("only" = 1), mark TEXT NOT NULL, restored_at INTEGER, closed INTEGER NOT NULL DEFAULT 0);
        """;

    /// <summary>The mark of a file that was copied.</summary>
    const string Copied = "copy";

    /// <summary>
    /// Faster than any city gives numbers, so that what is left out ends behind every number that may be out, and behind what an earlier restore left out:
    /// 26,000 a day, of ten million a year.
    /// </summary>
    const int NumbersAMinute = 18;

    /// <summary>Copies the tables of a file into a new one, which is known for a copy from then on.</summary>
    /// <exception cref="IOException">There is such a file already, or no room.</exception>
    /// <exception cref="NotSupportedException">The tables are in PostgreSQL: pg_dump copies them.</exception>
    public static void Copy(Database database, string file)
    {
        var unfinished = $"{file}.unfinished";
        database.CopyTo(unfinished);
        using (var copy = CityDatabase.Migrated(Database.OpenFile(unfinished)))
            copy.Write(c => Put(c, Copied));
        File.Move(unfinished, file);
    }

    /// <summary>At each start, before anything is served: these are the tables that the server wrote last.</summary>
    /// <exception cref="InvalidDataException">They are others.</exception>
    public static void CheckPlace(Database database) => database.Write(c =>
    {
        var here = database.PlaceOf(c, "place");
        switch (c.QuerySingleOrDefault<string>("""SELECT mark FROM place WHERE "only" = 1"""))
        {
            case null:
                Put(c, here);
                break;
            case var mark when mark != here:
                throw new InvalidDataException(
                    "このデータはバックアップから戻されたものです。発行番号の重複や、発行抑止の漏れを防ぐため、kiosksim city restored を実行するまで開始しません。 / "
                    + "These tables were read back from a backup. So that no number is given twice and no suppression is left out, this server does not start until "
                    + "`kiosksim city restored` was run (docs/operations.md).");
        }
    });

    /// <summary>
    /// The server is told that its tables are of an older hour. The copies of the registers are emptied, for they would be taken for whole as soon as a register
    /// says that it has pushed all; numbers go on behind all that may be out; no certificate is issued until <see cref="Reopen"/>.
    /// </summary>
    /// <param name="cities">All that the server serves.</param>
    public void TakeBack(IReadOnlyList<MunicipalityCode> cities) => database.Write(c =>
    {
        var now = clock.GetJapanNow();
        Put(c, database.PlaceOf(c, "place"));
        c.Execute("UPDATE place SET closed = 1, restored_at = @at", new { at = now.ToUnixTimeMilliseconds() });
        RegisterCopy.Clear(c);
        SealCopy.Clear(c);
        TaxCopy.Clear(c);
        FamilyRegisterCopy.Clear(c);
        FeedStates.Clear(c);
        foreach (var city in cities)
        {
            IssueLedger.LeaveOut(c, city, DateOnly.FromDateTime(now.DateTime), NumbersAMinute * ((((now.DayOfYear - 1) * 24L) + now.Hour) * 60 + now.Minute + 1));
            Notices.LeaveOut(c, city, now, MinuteAsNumber(now));
            UseRegistrations.LeaveOut(c, city, now, MinuteAsNumber(now));
            audit.Append(c, AuditEvent.TablesRestored, city, null, null, "what comes before this was written before the backup");
        }
    });

    /// <summary>The server is told that its tables were moved while it stood still, and that nothing is missing.</summary>
    public void TakeAsWhole(IReadOnlyList<MunicipalityCode> cities) => database.Write(c =>
    {
        Put(c, database.PlaceOf(c, "place"));
        foreach (var city in cities)
            audit.Append(c, AuditEvent.TablesMoved, city, null, null, "with all that was in them");
    });

    /// <summary>What was lost is in the tables again: certificates are issued from now on.</summary>
    /// <returns>Registers that have not said since that all they hold is here; as long as there is one, the server stays closed.</returns>
    public IReadOnlyList<(MunicipalityCode City, RegisterKind Register)> Reopen(IReadOnlyList<MunicipalityCode> cities) => database.Write(c =>
    {
        var confirmed = c.Query<(string City, long Register)>("SELECT municipality, register FROM feed_state").ToHashSet();
        var missing = cities.SelectMany(_ => Enum.GetValues<RegisterKind>(), (city, register) => (city, register))
            .Where(r => !confirmed.Contains((r.city.ToString(), (long)r.register))).ToList();
        if (missing.Count > 0 || !AreClosed(c))
            return missing;
        c.Execute("UPDATE place SET closed = 0");
        foreach (var city in cities)
            audit.Append(c, AuditEvent.CityReopened, city, null, null, "registers are whole, notices were taken again");
        return missing;
    });

    /// <summary>Whether no certificate is issued because the tables were read back.</summary>
    internal static bool AreClosed(DbConnection connection) => connection.QuerySingleOrDefault<long>("""SELECT closed FROM place WHERE "only" = 1""") != 0;

    /// <summary>
    /// Takes the centre's report of an issue that was lost, or of which the end of its way was: the centre's journal has it and tells again and again until
    /// somebody hears it, and the ledger cannot be written without what it was. So it stands in the audit.
    /// </summary>
    /// <returns>False: it is no such issue.</returns>
    internal bool TakeLost(MunicipalityCode city, SessionId session, IssueEnding ending)
    {
        var key = new { m = city.ToString(), s = session.ToString() };
        if (database.Read(c => c.QuerySingleOrDefault<long?>("""SELECT restored_at FROM place WHERE "only" = 1""")) is not { } restored || !database.Read(IsLost))
            return false;
        audit.Append(
            AuditEvent.LostIssueSettled, city, session, null,
            string.Create(CultureInfo.InvariantCulture, $"{ending.State}, copies {ending.CopiesDelivered}, yen kept {ending.YenKept}, returned {ending.YenReturned}"));
        return true;

        bool IsLost(DbConnection c) => c.QuerySingleOrDefault<(long State, long PreparedAt)?>(
            "SELECT state, prepared_at FROM issue WHERE municipality = @m AND session = @s", key) is not { } issue
            || (issue.State < (long)IssueState.Released && issue.PreparedAt < restored && ending.State == IssueState.Delivered);
    }

    static void Put(DbConnection connection, string mark) => connection.Execute(
        """INSERT INTO place ("only", mark) VALUES (1, @mark) ON CONFLICT ("only") DO UPDATE SET mark = excluded.mark""", new { mark });

    // 202611181215: later ones are higher, and whoever sees one knows what it is.
    static long MinuteAsNumber(DateTimeOffset now) => long.Parse(now.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
