using System.CommandLine;
using KioskSim.City;
using KioskSim.City.Audit;
using KioskSim.City.Host;
using KioskSim.City.Restoring;
using KioskSim.Cli.Output;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Deployments;
using KioskSim.Storage;

namespace KioskSim.Cli.Commands.Deployments;

/// <summary>`kiosksim city`: what the operator of an issuance server does with its tables (docs/operations.md).</summary>
static class CityCommand
{
    static readonly Option<string> Place = new("--deployment") { Description = "The server's deployment: a folder, or its packed file (配置フォルダーまたは1ファイル).", Required = true };
    static readonly Option<string> Name = new("--name") { Description = "Which issuance server (証明書発行サーバーの名前).", Required = true };
    static readonly Option<string?> Data = new("--data") { Description = "Where its data lie; `data` in the deployment unless said otherwise." };

    public static Command Create() => new("city", "The tables of an issuance server: copy them, and say what became of them (証明書発行サーバーのデータの管理). docs/operations.md.")
    {
        Backup(), Restored(), Reopen(),
    };

    static Command Backup()
    {
        var file = new Option<string>("--out") { Description = "The file that is made (作るファイル).", Required = true };
        var command = new Command("backup", "Copy the tables of a file while the server serves. Tables in PostgreSQL are copied by pg_dump.") { Place, Name, Data, file };
        command.SetAction(parsed =>
        {
            if (CityFolder.IsInPostgres(Files(parsed)))
                throw new UsageException($"These tables are in PostgreSQL: pg_dump --format custom --schema {CityFolder.SchemaOf(parsed.GetRequiredValue(Name))} …");
            return At(parsed, server =>
            {
                RestoredTables.Copy(server.Database, parsed.GetRequiredValue(file));
                Console.WriteLine($"{parsed.GetRequiredValue(file)} に写しました。 / The tables were copied to {parsed.GetRequiredValue(file)}.");
            });
        });
        return command;
    }

    static Command Restored()
    {
        var whole = new Option<bool>("--nothing-is-missing") { Description = "The tables were moved while the server stood still, and nothing was written since (停止中に移しただけで、欠けはない)." };
        var command = new Command("restored", "The tables were read back from a backup: go on behind all numbers that may be out, empty the copies of the registers, stay closed.")
        {
            Place, Name, Data, whole,
        };
        command.SetAction(parsed => At(parsed, server =>
        {
            if (parsed.GetValue(whole))
            {
                server.Tables.TakeAsWhole(server.Cities);
                Console.WriteLine("移したデータで開始できます。 / The server may start on the tables that were moved.");
                return;
            }

            var last = server.Cities.Select(c => (City: c, At: LastEntry(server.Database, c))).ToList();
            server.Tables.TakeBack(server.Cities);
            Console.WriteLine("戻したデータで開始できます。証明書は、再開（kiosksim city reopen）まで発行しません。 / The server may start; it issues nothing until `kiosksim city reopen`.");
            foreach (var (city, at) in last)
            {
                Console.WriteLine(at is { } known
                    ? $"{city}: {known:yyyy-MM-dd HH:mm:ss} より後の届出・宿直受付・決裁を、もう一度入力してください。 / Enter again what was taken or approved after that."
                    : $"{city}: 届出・宿直受付・決裁を、すべて入力してください。 / Enter every notice that was taken.");
            }
        }));
        return command;
    }

    static Command Reopen()
    {
        var notices = new Option<bool>("--notices-are-in") { Description = "The clerks and the night-duty room have entered again what was lost (届出をすべて入力し直した).", Required = true };
        var command = new Command("reopen", "What was lost is in the tables again: issue certificates.") { Place, Name, Data, notices };
        command.SetAction(parsed =>
        {
            if (!parsed.GetValue(notices))
                throw new UsageException("Say --notices-are-in once every notice since the backup is in again.");
            var code = ExitCodes.Ok;
            At(parsed, server =>
            {
                var missing = server.Tables.Reopen(server.Cities);
                foreach (var (city, register) in missing)
                    Console.Error.WriteLine($"{city}: {register} の全件がまだ届いていません。 / The register {register} has not said yet that all it holds is here.");
                code = missing.Count == 0 ? ExitCodes.Ok : ExitCodes.Findings;
                if (missing.Count == 0)
                    Console.WriteLine("証明書の発行を再開しました。 / Certificates are issued again.");
            });
            return code;
        });
        return command;
    }

    static int At(ParseResult parsed, Action<Server> work)
    {
        var (place, name) = (parsed.GetRequiredValue(Place), parsed.GetRequiredValue(Name));
        using var deployment = DeploymentFolder.Load(place, DeploymentCommand.WallClock);
        var files = Files(parsed);
        var data = parsed.GetValue(Data) ?? files.DataFolder;
        using var database = CityDatabase.Migrated(CityFolder.Open(files, name, () => DataFile(data, $"city-{name}.db")));
        work(new Server(
            database, new RestoredTables(database, new AuditLog(database, deployment.Clock, new PenOfTheAct()), deployment.Clock),
            [.. CityFolder.Municipalities(files).Select(m => m.Code)]));
        return ExitCodes.Ok;
    }

    static DeploymentFiles Files(ParseResult parsed) => DeploymentFiles.Of(parsed.GetRequiredValue(Place)).In("cities").In(parsed.GetRequiredValue(Name));

    // A file that is not there would be made, and be an empty one.
    static string DataFile(string? folder, string name) => folder is null ? throw new UsageException("Say where the server's data lie: --data.")
        : Path.Combine(folder, name) is var file && File.Exists(file) ? file
        : throw new InvalidDataException($"市区町村のデータがありません。 / There is no {file}.");

    static DateTimeOffset? LastEntry(Database database, MunicipalityCode city) =>
        AuditLog.Last(database, city) is { } entry ? DateTimeOffset.FromUnixTimeMilliseconds(entry.At).ToOffset(Domain.Time.JapanTime.Offset) : null;

    sealed record Server(Database Database, RestoredTables Tables, IReadOnlyList<MunicipalityCode> Cities);
}
