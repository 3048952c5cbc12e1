using System.Data.Common;
using Dapper;
using KioskSim.Domain.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Issuing;
using KioskSim.Storage;

namespace KioskSim.Jpki.Store;

/// <summary>Every certificate that JPKI issued, and the authority's own keys. Safe for concurrent use.</summary>
/// <remarks>
/// The keys are stored in clear: they are a simulator's, and say so in every name they sign. A real authority's are in an HSM.
/// </remarks>
public sealed class CertificateStore
{
    /// <summary>Rows between two reports of progress.</summary>
    const int ProgressStep = 10_000;

    static readonly string[] Schema =
    [
        """
        CREATE TABLE certificate (
          serial INTEGER PRIMARY KEY, municipality TEXT NOT NULL, generation INTEGER NOT NULL, not_before INTEGER NOT NULL,
          not_after INTEGER NOT NULL, usable_from INTEGER NOT NULL, reason INTEGER, revoked_at INTEGER, der BLOB,
          CHECK ((reason IS NULL) = (revoked_at IS NULL)));
        CREATE INDEX certificate_revoked ON certificate (generation, serial) WHERE reason IS NOT NULL;
        CREATE TABLE generation (
          number INTEGER PRIMARY KEY, certificate BLOB NOT NULL, key BLOB NOT NULL, responder_certificate BLOB NOT NULL,
          responder_key BLOB NOT NULL, crl_number INTEGER NOT NULL DEFAULT 0);
        """,
        """
        ALTER TABLE certificate ADD COLUMN purpose INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE certificate ADD COLUMN beside INTEGER;
        ALTER TABLE certificate ADD COLUMN cause INTEGER;
        CREATE INDEX certificate_beside ON certificate (beside) WHERE beside IS NOT NULL;
        ALTER TABLE generation ADD COLUMN purpose INTEGER NOT NULL DEFAULT 1;
        CREATE TABLE unlock_key ("only" INTEGER PRIMARY KEY CHECK ("only" = 1), master BLOB NOT NULL);
        """,
        "CREATE TABLE pin_reset (card INTEGER PRIMARY KEY REFERENCES certificate, pin INTEGER NOT NULL, good_until INTEGER NOT NULL)",
        ProofNonces.Schema,
    ];

    // In an order in which none refers to a later one; what is handed out for a moment is no beginning.
    static readonly string[] Tables = ["generation", "unlock_key", "certificate"];

    readonly Database _database;

    /// <param name="database">Stays its owner's to dispose.</param>
    public CertificateStore(Database database)
    {
        _database = database;
        database.Migrate(Schema);
    }

    /// <summary>Writes down all that a JPKI begins with: its authority's keys, and the certificates that it has issued.</summary>
    public void SaveBeginning(Stream file) => TableFile.Save(_database, Tables, file);

    /// <summary>Begins with what was written down so, unless it has begun already. Of several servers that begin, one does it.</summary>
    /// <exception cref="InvalidDataException">No such file.</exception>
    public void Begin(Stream file) => TableFile.TryFill(_database, Tables, file);

    /// <returns>Null when no such certificate was ever issued.</returns>
    public CertificateRecord? Find(CertificateSerial serial) => _database.Read(connection => Find(connection, serial));

    /// <summary>The certificate itself, DER; null while its card has not been made.</summary>
    public byte[]? FindCertificate(CertificateSerial serial) => _database.Read(connection => connection.QuerySingleOrDefault<byte[]>(
        "SELECT der FROM certificate WHERE serial = @serial", new { serial = serial.Value }));

    /// <summary>
    /// Takes over what is known of certificates whose cards have not been made: a seeded population. All or nothing; one row at a time
    /// in memory, so that a million are no burden.
    /// </summary>
    /// <param name="progress">Told every ten thousand rows, and at the end.</param>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidOperationException">A serial number is there already; nothing was taken over.</exception>
    public long Import(IEnumerable<CertificateRecord> records, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var count = 0L;
        _database.Write(connection =>
        {
            count = 0;
            if (CertificateRow.Addition.Run(connection, Rows()) is var added && added < count)
                throw new InvalidOperationException($"{count - added} of {count} certificates of the import have serial numbers that are taken.");
        });
        progress?.Report(count);
        return count;

        IEnumerable<object?[]> Rows()
        {
            foreach (var record in records)
            {
                cancel.ThrowIfCancellationRequested();
                yield return CertificateRow.Of(record).Values;
                if (++count % ProgressStep == 0)
                    progress?.Report(count);
            }
        }
    }

    /// <summary>Adds a certificate, record and all, under a serial number or the next free one.</summary>
    /// <exception cref="FlowException">BadRequest: the serial number is taken.</exception>
    internal IssuedCertificate Add(CertificateSerial? wanted, Func<CertificateSerial, NewCertificate> make) =>
        _database.Write(connection => Add(connection, make(wanted ?? NextSerial(connection))));

    /// <returns>False when the certificate was made already, or was never issued.</returns>
    internal bool TrySetCertificate(CertificateSerial serial, byte[] der) =>
        _database.Write(connection => TrySetCertificate(connection, serial, der));

    /// <summary>Decides on a change of a certificate, and of the signing certificates in the same card, with nobody else changing in between.</summary>
    /// <param name="decide">From the record as it is to the record as it shall be, its revocation and what it lies beside alone; may throw to refuse.</param>
    /// <returns>How many changed.</returns>
    /// <exception cref="FlowException">CertificateUnknown.</exception>
    internal int Change(CertificateSerial serial, Func<CertificateRecord, CertificateRecord> decide) =>
        _database.Write(connection => Change(connection, serial, decide));

    /// <summary>Puts a new certificate in the place of one: both happen or neither.</summary>
    /// <param name="make">From the old record and the new serial number; may throw to refuse.</param>
    /// <param name="decide">From a record as it is to the record as it shall be, with the new serial number.</param>
    internal IssuedCertificate Replace(
        CertificateSerial serial, Func<CertificateRecord, CertificateSerial, NewCertificate> make, Func<CertificateRecord, CertificateSerial, CertificateRecord> decide) =>
        _database.Write(connection =>
        {
            var old = Find(connection, serial) ?? throw new FlowException(FlowErrorCode.CertificateUnknown);
            var issued = Add(connection, make(old, NextSerial(connection)));
            Change(connection, serial, record => decide(record, issued.Serial));
            return issued;
        });

    /// <summary>The generation that issues a certificate, 0 when none does: cheaper than to find its record.</summary>
    internal int FindGeneration(CertificateSerial serial) => _database.Read(connection => connection.QuerySingleOrDefault<int>(
        "SELECT generation FROM certificate WHERE serial = @serial", new { serial = serial.Value }));

    /// <summary>Every certificate that is revoked or on hold, of any generation and age, by serial number.</summary>
    internal RevokedRow[] Revoked() => _database.Read(connection => connection.Query<RevokedRow>(
        $"SELECT {RevokedRow.Selection} FROM certificate WHERE reason IS NOT NULL ORDER BY serial", buffered: false).ToArray());

    /// <summary>Revoked certificates of a generation, by serial number; those expired by then are left out.</summary>
    internal RevokedRow[] Revoked(int generation, DateTimeOffset at) => _database.Read(connection => connection.Query<RevokedRow>(
        $"""
        SELECT {RevokedRow.Selection} FROM certificate
        WHERE generation = @generation AND reason IS NOT NULL AND not_after >= @at ORDER BY serial
        """,
        new { generation, at = at.ToUnixTimeSeconds() },
        buffered: false).ToArray());

    /// <summary>The municipalities for which a generation has issued certificates.</summary>
    internal HashSet<MunicipalityCode> Municipalities(int generation) => _database.Read(connection => connection.Query<string>(
        "SELECT DISTINCT municipality FROM certificate WHERE generation = @generation", new { generation })
        .Select(digits => new MunicipalityCode(digits)).ToHashSet());

    /// <param name="after">The number of the last that the caller knows; 0: none.</param>
    internal List<StoredGeneration> Generations(int after) => _database.Read(connection => connection.Query<StoredGeneration>(
        """
        SELECT number AS Number, purpose AS Purpose, certificate AS Certificate, key AS Key, responder_certificate AS ResponderCertificate,
          responder_key AS ResponderKey
        FROM generation WHERE number > @after ORDER BY number
        """,
        new { after }).AsList());

    /// <summary>Keeps a generation, unless there is one of that number: of two servers that begin one, one does.</summary>
    internal void AddGeneration(StoredGeneration generation) => _database.Write(connection => connection.Execute(
        """
        INSERT INTO generation (number, purpose, certificate, key, responder_certificate, responder_key)
        VALUES (@Number, @Purpose, @Certificate, @Key, @ResponderCertificate, @ResponderKey) ON CONFLICT (number) DO NOTHING
        """,
        generation));

    /// <summary>The key from which cards' unlock keys are derived; the first time, the one that is offered.</summary>
    internal byte[] UnlockMaster(Func<byte[]> make) => _database.Write(connection =>
    {
        connection.Execute("""INSERT INTO unlock_key ("only", master) VALUES (1, @made) ON CONFLICT ("only") DO NOTHING""", new { made = make() });
        return connection.QuerySingle<byte[]>("SELECT master FROM unlock_key");
    });

    /// <summary>The signing certificates in the card of a certificate for user authentication, good or not.</summary>
    internal IReadOnlyList<CertificateRecord> FindBeside(CertificateSerial serial) => _database.Read(connection => Beside(connection, serial));

    /// <summary>Writes down that a card's PIN may be set anew; what was written before is gone.</summary>
    internal void Reserve(CertificateSerial card, CardPinKind pin, DateTimeOffset until) => _database.Write(connection => connection.Execute(
        """
        INSERT INTO pin_reset (card, pin, good_until) VALUES (@card, @pin, @until)
        ON CONFLICT (card) DO UPDATE SET pin = excluded.pin, good_until = excluded.good_until
        """,
        new { card = card.Value, pin = (long)pin, until = until.ToUnixTimeSeconds() }));

    internal (CardPinKind Pin, DateTimeOffset Until)? FindReservation(CertificateSerial card) => _database.Read(connection =>
        connection.Query<(long Pin, long Until)>("SELECT pin, good_until FROM pin_reset WHERE card = @card", new { card = card.Value })
            .Select(row => ((CardPinKind, DateTimeOffset)?)((CardPinKind)row.Pin, DateTimeOffset.FromUnixTimeSeconds(row.Until))).SingleOrDefault());

    /// <summary>Uses a reservation up.</summary>
    /// <returns>False when there was none that was still good: of two who take it, one has it.</returns>
    internal bool TakeReservation(CertificateSerial card, CardPinKind pin, DateTimeOffset at) => _database.Write(connection => connection.Execute(
        "DELETE FROM pin_reset WHERE card = @card AND pin = @pin AND good_until >= @at",
        new { card = card.Value, pin = (long)pin, at = at.ToUnixTimeSeconds() })) == 1;

    internal long NextCrlNumber(int generation) => _database.Write(connection => connection.QuerySingle<long>(
        "UPDATE generation SET crl_number = crl_number + 1 WHERE number = @generation RETURNING crl_number", new { generation }));

    static CertificateRecord? Find(DbConnection connection, CertificateSerial serial) =>
        connection.QuerySingleOrDefault<CertificateRow>(
            $"SELECT {CertificateRow.Selection} FROM certificate WHERE serial = @serial", new { serial = serial.Value })?.ToRecord();

    static int Change(DbConnection connection, CertificateSerial serial, Func<CertificateRecord, CertificateRecord> decide)
    {
        var named = Find(connection, serial) ?? throw new FlowException(FlowErrorCode.CertificateUnknown);
        var changes = 0;
        foreach (var record in Beside(connection, serial).Prepend(named))
        {
            var changed = decide(record);
            if (changed == record)
                continue;
            connection.Execute(
                "UPDATE certificate SET reason = @Reason, revoked_at = @RevokedAt, cause = @Cause, beside = @Beside WHERE serial = @Serial",
                CertificateRow.Of(changed));
            changes++;
        }

        return changes;
    }

    static List<CertificateRecord> Beside(DbConnection connection, CertificateSerial serial) =>
        [.. connection.Query<CertificateRow>(
            $"SELECT {CertificateRow.Selection} FROM certificate WHERE beside = @serial ORDER BY serial", new { serial = serial.Value }).Select(row => row.ToRecord())];

    static CertificateSerial NextSerial(DbConnection connection) =>
        new(connection.QuerySingle<long>("SELECT coalesce(max(serial), 0) + 1 FROM certificate"));

    static IssuedCertificate Add(DbConnection connection, NewCertificate added)
    {
        if (CertificateRow.Addition.Run(connection, [CertificateRow.Of(added.Record).Values]) == 0)
            throw new FlowException(FlowErrorCode.BadRequest, "the serial number is taken");
        TrySetCertificate(connection, added.Record.Serial, added.Der);
        return new IssuedCertificate(added.Record.Serial, added.Der);
    }

    static bool TrySetCertificate(DbConnection connection, CertificateSerial serial, byte[] der) => connection.Execute(
        "UPDATE certificate SET der = @der WHERE serial = @serial AND der IS NULL", new { der, serial = serial.Value }) == 1;
}
