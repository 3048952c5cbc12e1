namespace KioskSim.City.Tests.Databases;

/// <summary>A file as the first releases wrote it, before there was another database than SQLite: tables and one row in each.</summary>
static class OlderFile
{
    public const string Sql = """
        CREATE TABLE household (municipality TEXT, household INTEGER, row BLOB NOT NULL, PRIMARY KEY (municipality, household)) WITHOUT ROWID;
        CREATE TABLE resident (
          municipality TEXT, resident INTEGER, household INTEGER NOT NULL, sealed_number BLOB, domicile TEXT, name TEXT NOT NULL, birth_date TEXT NOT NULL,
          PRIMARY KEY (municipality, resident)) WITHOUT ROWID;
        CREATE INDEX resident_household ON resident (municipality, household);
        CREATE INDEX resident_birth_date ON resident (domicile, birth_date);
        CREATE INDEX resident_name ON resident (domicile, name);
        CREATE TABLE certificate (
          municipality TEXT, serial INTEGER, resident INTEGER NOT NULL, PRIMARY KEY (municipality, serial)) WITHOUT ROWID;
        CREATE INDEX certificate_resident ON certificate (municipality, resident);
        CREATE TABLE audit (
          id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, event INTEGER NOT NULL, municipality TEXT NOT NULL,
          session TEXT, resident INTEGER, reason TEXT NOT NULL);
        CREATE TABLE issue (
          municipality TEXT, session TEXT, kiosk TEXT NOT NULL, state INTEGER NOT NULL, kind INTEGER NOT NULL, options INTEGER NOT NULL,
          copies INTEGER NOT NULL, serial INTEGER NOT NULL, issuer_key BLOB NOT NULL, resident INTEGER NOT NULL, evidence BLOB NOT NULL,
          reply_key BLOB NOT NULL, token_digest BLOB NOT NULL, yen INTEGER NOT NULL, sheets INTEGER NOT NULL, issue_number TEXT,
          prepared_at INTEGER NOT NULL, issued_at INTEGER, released_at INTEGER, settled_at INTEGER,
          copies_delivered INTEGER NOT NULL DEFAULT 0, yen_kept INTEGER NOT NULL DEFAULT 0, yen_returned INTEGER NOT NULL DEFAULT 0,
          PRIMARY KEY (municipality, session), UNIQUE (municipality, issue_number)) WITHOUT ROWID;
        CREATE INDEX issue_open ON issue (prepared_at) WHERE state < 3;
        CREATE TABLE issue_counter (municipality TEXT, year INTEGER, last INTEGER NOT NULL, PRIMARY KEY (municipality, year)) WITHOUT ROWID;
        CREATE TABLE suppression (
          municipality TEXT, resident INTEGER, kind INTEGER, since INTEGER NOT NULL, PRIMARY KEY (municipality, resident, kind)) WITHOUT ROWID;
        CREATE TABLE juki_card (municipality TEXT, number INTEGER, resident INTEGER NOT NULL, PRIMARY KEY (municipality, number)) WITHOUT ROWID;
        CREATE INDEX juki_card_resident ON juki_card (municipality, resident);
        CREATE TABLE juki_key (municipality TEXT, number INTEGER, public_key BLOB NOT NULL, PRIMARY KEY (municipality, number)) WITHOUT ROWID;
        ALTER TABLE issue ADD COLUMN juki_card INTEGER;

        INSERT INTO household VALUES ('482013', 1, @row);
        INSERT INTO resident VALUES ('482013', 1, 1, @box, '482013', '山田花子', '1980-06-01');
        INSERT INTO certificate VALUES ('482013', 11, 1);
        INSERT INTO audit (at, event, municipality, session, resident, reason) VALUES (1000, 101, '482013', '00000000000000000000000000000001', 1, 'ResidentRecord');
        INSERT INTO audit (at, event, municipality, session, resident, reason) VALUES (2000, 301, '482021', NULL, 2, 'notice');
        INSERT INTO audit (at, event, municipality, session, resident, reason) VALUES (3000, 201, '482013', '00000000000000000000000000000001', 1, 'ResidentRecord');
        INSERT INTO issue (municipality, session, kiosk, state, kind, options, copies, serial, issuer_key, resident, evidence, reply_key, token_digest,
          yen, sheets, issue_number, prepared_at, issued_at, juki_card)
        VALUES ('482013', '00000000000000000000000000000001', 'kiosk-1', 2, 1, 0, 1, 11, x'01', 1, x'02', x'03', @token, 200, 1, 'R8-0000041', 5000, 6000, NULL);
        INSERT INTO issue_counter VALUES ('482013', 8, 41);
        INSERT INTO suppression VALUES ('482013', 1, 3, 7000);
        INSERT INTO juki_card VALUES ('482013', 15000007, 1);
        INSERT INTO juki_key VALUES ('482013', 15000007, @key);
        PRAGMA user_version = 7;
        """;
}
