using System.CommandLine;
using System.Text.Json;
using KioskSim.City;
using KioskSim.City.Audit;
using KioskSim.Cli.Output;
using KioskSim.Cluster.Parts;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.App.Words;
using KioskSim.World;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim audit verify`: whether the chains of the cities' audits hold (docs/audit-events.md).</summary>
static class AuditCommand
{
    static readonly Option<string?> City = new("--city") { Description = "A city, by code or name; by default all of the world." };

    static readonly Option<string?> Head = new("--head") { Description = "The last hash of an earlier check of this city: whether the chain still has it." };

    public static Command Create()
    {
        var verify = new Command("verify", "Check that no entry of the cities' audits was altered, removed, inserted or moved.")
        {
            City, Head, CommonOptions.World, CommonOptions.State, CommonOptions.Json,
        };
        verify.SetAction(parsed => Verify(parsed));
        return new Command("audit", "What cities recorded about the handling of personal data.") { verify };
    }

    static int Verify(ParseResult parsed)
    {
        var head = ParseHead(parsed.GetValue(Head));
        if (head is not null && parsed.GetValue(City) is null)
            throw new UsageException("--head is one city's; say which: --city.");
        var world = parsed.GetRequiredValue(CommonOptions.World);
        using var state = new State(parsed.GetValue(CommonOptions.State) ?? CommonOptions.StateFolder(world), CommonOptions.Postgres);
        var holds = true;
        foreach (var (server, cities) in ServerPlan.Of(Cities(world, parsed.GetValue(City))))
        {
            if (!state.HasCity(server))
                throw new InvalidDataException($"市区町村のデータがまだありません。 / The issuance server {server} has kept nothing here yet.");
            var database = CityDatabase.Migrated(state.OpenCity(server));
            foreach (var city in cities)
            {
                var verdict = AuditChain.Check(AuditLog.Entries(database, city), head);
                Tell(city, verdict, parsed.GetValue(CommonOptions.Json));
                holds &= verdict.Holds;
            }
        }

        return holds ? ExitCodes.Ok : ExitCodes.Findings;
    }

    static IEnumerable<MunicipalityCode> Cities(string world, string? city)
    {
        using var folder = WorldFolder.Open(world);
        return city is null ? [.. folder.Summary.Cities.Select(c => new MunicipalityCode(c.Code))] : [CommonOptions.ParseCity(city)];
    }

    static byte[]? ParseHead(string? text)
    {
        var hash = new byte[AuditEntry.HashSize];
        return text is null ? null
            : text.Length == 2 * hash.Length && Convert.FromHexString(text, hash, out _, out _) == System.Buffers.OperationStatus.Done ? hash
            : throw new UsageException($"--head is {2 * AuditEntry.HashSize} hexadecimal digits.");
    }

    static void Tell(MunicipalityCode city, AuditVerdict verdict, bool json)
    {
        var (head, wrong) = (Convert.ToHexStringLower(verdict.Head), verdict.Fault is null or AuditFault.CutOff ? (long?)null : verdict.FirstWrong);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                municipality = city.ToString(), holds = verdict.Holds, entries = verdict.Entries, head, fault = verdict.Fault?.ToString(), firstWrong = wrong,
            }));
            return;
        }

        var words = Words(verdict, head);
        Console.WriteLine($"{city} {words.Japanese} / {words.English}");
    }

    static Bilingual Words(AuditVerdict verdict, string head) => verdict.Fault switch
    {
        null => new($"監査記録 {verdict.Entries} 件の連鎖に異常はありません。最後のハッシュ値 {head}", $"The chain of {verdict.Entries} entries holds, last hash {head}"),
        AuditFault.Altered => At(verdict, "が書き換えられています。", "was altered."),
        AuditFault.Removed => At(verdict, "の前の記録が消されています。", "no longer follows what it was written after: entries before it were removed."),
        AuditFault.Inserted => At(verdict, "の所に記録が差し込まれています。", "is not where it was written: something was inserted."),
        AuditFault.Reordered => At(verdict, "の順序が入れ替えられています。", "stands in another's place: entries were reordered."),
        _ => new(
            $"監査記録 {verdict.Entries} 件の連鎖に、控えのハッシュ値がありません。末尾が消されたか、作り直されています。",
            $"The chain of {verdict.Entries} entries has none with the hash that was noted: its end was cut off, or it was made anew."),
    };

    static Bilingual At(AuditVerdict verdict, string japanese, string english) =>
        new($"{verdict.FirstWrong} 件目の監査記録{japanese}", $"Entry {verdict.FirstWrong} {english}");
}
