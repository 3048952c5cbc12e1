using System.Data.Common;
using System.Globalization;
using Dapper;
using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Storage;

namespace KioskSim.City.UseRegistration;

/// <summary>
/// 利用登録: who lives elsewhere applies once, with the card; a clerk finds the register; after five office days the card is good for
/// certificates of it. What was typed is kept until it is decided and not a moment longer.
/// </summary>
public sealed class UseRegistrations(Database database, AuditLog audit, TimeProvider clock)
{
    /// <summary>As cities announce it.</summary>
    public const int OfficeDaysToWait = 5;

    internal const string Schema = """
        CREATE TABLE use_application (
          municipality TEXT, application INTEGER, serial INTEGER NOT NULL, issuer_key BLOB NOT NULL, applied_on TEXT NOT NULL, typed BLOB,
          PRIMARY KEY (municipality, application)) WITHOUT ROWID;
        CREATE TABLE use_registration (
          municipality TEXT, serial INTEGER, issuer_key BLOB, register INTEGER NOT NULL, member INTEGER NOT NULL, usable_from TEXT NOT NULL,
          PRIMARY KEY (municipality, serial, issuer_key)) WITHOUT ROWID;
        """;

    /// <summary>Takes an application in. Another one with the same card, as long as nobody has decided, takes the place of the first.</summary>
    public void Apply(MunicipalityCode municipality, AppliedCard.Certificate card, UseApplication application, SessionId session) => database.Write(c =>
    {
        var key = Key(municipality, card);
        c.Execute(
            "DELETE FROM use_application WHERE municipality = @Municipality AND serial = @Serial AND issuer_key = @Issuer AND typed IS NOT NULL", key);
        c.Execute(
            """
            INSERT INTO use_application (municipality, application, serial, issuer_key, applied_on, typed)
            SELECT @Municipality, COALESCE(MAX(application), 0) + 1, @Serial, @Issuer, @on, @typed FROM use_application WHERE municipality = @Municipality
            """,
            new { key.Municipality, key.Serial, key.Issuer, on = Text(clock.GetJapanToday()), typed = TypedText.Write(application) });
        audit.Append(c, AuditEvent.UseApplied, municipality, session, null, "by the holder, at a kiosk");
    });

    /// <summary>What nobody has decided, oldest first.</summary>
    public IReadOnlyList<UseRequest> Open(MunicipalityCode municipality) => database.Read(c => c.Query<(long Number, string On, byte[] Typed)>(
        "SELECT application, applied_on, typed FROM use_application WHERE municipality = @m AND typed IS NOT NULL ORDER BY application",
        new { m = municipality.ToString() })
        .Select(a => (a, Typed: TypedText.Read(a.Typed)))
        .Select(x => new UseRequest(x.a.Number, Date(x.a.On), x.Typed.Domicile, x.Typed.Head, x.Typed.Name, x.Typed.BirthDate))
        .ToList());

    /// <param name="granted">Whose line it is; null: refused.</param>
    /// <returns>From which day the card is good; null: refused.</returns>
    /// <exception cref="FlowException">BadRequest: there is no such application to be decided.</exception>
    public DateOnly? Decide(MunicipalityCode municipality, long application, (FamilyRegisterId Register, int Member)? granted) => database.Write<DateOnly?>(c =>
    {
        var m = municipality.ToString();
        var found = c.QuerySingleOrDefault<(long Serial, byte[] Issuer, string On)>(
            "SELECT serial, issuer_key, applied_on FROM use_application WHERE municipality = @m AND application = @application AND typed IS NOT NULL", new { m, application });
        if (found.Issuer is null)
            throw new FlowException(FlowErrorCode.BadRequest, "there is no such application to be decided");
        c.Execute("UPDATE use_application SET typed = NULL WHERE municipality = @m AND application = @application", new { m, application });
        if (granted is not { } line)
        {
            audit.Append(c, AuditEvent.UseRefused, municipality, null, null, $"application {application}");
            return null;
        }

        var usable = OfficeDays.After(Date(found.On), OfficeDaysToWait);
        c.Execute(
            """
            INSERT INTO use_registration (municipality, serial, issuer_key, register, member, usable_from) VALUES (@m, @serial, @issuer, @register, @member, @usable)
            ON CONFLICT (municipality, serial, issuer_key) DO UPDATE SET register = excluded.register, member = excluded.member, usable_from = excluded.usable_from
            """,
            new { m, serial = found.Serial, issuer = found.Issuer, register = line.Register.Value, member = line.Member, usable = Text(usable) });
        audit.Append(c, AuditEvent.UseGranted, municipality, null, null, $"application {application}, register {line.Register}");
        return usable;
    });

    /// <summary>An application that was none, and is decided: the next has a higher number. Within the caller's transaction.</summary>
    internal static void LeaveOut(DbConnection connection, MunicipalityCode municipality, DateTimeOffset now, long number) => connection.Execute(
        """
        INSERT INTO use_application (municipality, application, serial, issuer_key, applied_on, typed) VALUES (@municipality, @number, 0, @nobody, @on, NULL)
        ON CONFLICT (municipality, application) DO NOTHING
        """,
        new { municipality = municipality.ToString(), number, nobody = Array.Empty<byte>(), on = Text(DateOnly.FromDateTime(now.DateTime)) });

    public UseStanding Find(MunicipalityCode municipality, AppliedCard.Certificate card) => database.Read<UseStanding>(c =>
    {
        var key = Key(municipality, card);
        var granted = c.QuerySingleOrDefault<(long Register, long Member, string From)>(
            "SELECT register, member, usable_from FROM use_registration WHERE municipality = @Municipality AND serial = @Serial AND issuer_key = @Issuer", key);
        if (granted.From is not null)
            return Date(granted.From) <= clock.GetJapanToday() ? new UseStanding.Granted(new FamilyRegisterId(granted.Register), (int)granted.Member) : new UseStanding.Pending();
        return c.QuerySingle<long>(
            "SELECT COUNT(*) FROM use_application WHERE municipality = @Municipality AND serial = @Serial AND issuer_key = @Issuer AND typed IS NOT NULL", key) > 0
            ? new UseStanding.Pending()
            : new UseStanding.None();
    });

    static CardKey Key(MunicipalityCode municipality, AppliedCard.Certificate card) =>
        new(municipality.ToString(), card.Serial.Value, card.IssuerKey.ToArray());

    static string Text(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    static DateOnly Date(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    sealed record CardKey(string Municipality, long Serial, byte[] Issuer);
}
