using Dapper;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Storage;

namespace KioskSim.City.Suppression;

/// <summary>
/// What a search in the night-duty room hands out in a register's place: good for one suppression within ten minutes, at whichever of the city's
/// servers it is shown. The terminal learns no number of a register by it (000-69).
/// </summary>
public sealed class NightReferences(Database database, Entropy entropy, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    internal const string Schema = """
        CREATE TABLE night_reference (reference TEXT PRIMARY KEY, municipality TEXT NOT NULL, register INTEGER NOT NULL, given_at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX night_reference_age ON night_reference (given_at);
        """;

    const int Size = 16;

    static readonly Statement Addition = new(
        "INSERT INTO night_reference (reference, municipality, register, given_at) VALUES ($1, $2, $3, $4)",
        System.Data.DbType.String, System.Data.DbType.String, System.Data.DbType.Int64, System.Data.DbType.Int64);

    long Oldest => (clock.GetUtcNow() - Life).ToUnixTimeMilliseconds();

    /// <returns>One for each register, in their order.</returns>
    public IReadOnlyList<string> Give(MunicipalityCode municipality, IReadOnlyList<FamilyRegisterId> registers)
    {
        List<string> references = [.. registers.Select(_ => Convert.ToHexString(entropy.Bytes(Size)))];
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        database.Write(c =>
        {
            c.Execute("DELETE FROM night_reference WHERE given_at < @oldest", new { oldest = Oldest });
            Addition.Run(c, references.Zip(registers, (reference, register) => (object?[])[reference, municipality.ToString(), register.Value, now]));
        });
        return references;
    }

    /// <summary>Uses a reference up, also where it is shown for another city.</summary>
    /// <returns>Null: unknown, used, too old, or another city's.</returns>
    public FamilyRegisterId? Take(MunicipalityCode municipality, string reference)
    {
        var (city, register) = database.Write(c => c.QuerySingleOrDefault<(string? City, long Register)>(
            "DELETE FROM night_reference WHERE reference = @reference AND given_at >= @oldest RETURNING municipality, register", new { reference, oldest = Oldest }));
        return city == municipality.ToString() ? new FamilyRegisterId(register) : null;
    }
}
