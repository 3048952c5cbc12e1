using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using KioskSim.City.Municipalities;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using Spectre.Console;

namespace KioskSim.Cli.Commands;

/// <summary>`kiosksim offers`: what cities issue, for how much, and what of it is open; read from their configurations alone.</summary>
static class OffersCommand
{
    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Option<string?> City = new("--city") { Description = "A city, by code or name; by default all." };

    static readonly Option<string?> Kiosk = new("--kiosk") { Description = "Id of a kiosk: a city's own terminal has fees and hours of its own." };

    static readonly Option<string?> Cities = new("--cities") { Description = "A folder of configurations; by default the examples. What is wrong with one is said with its line." };

    public static Command Create()
    {
        var command = new Command("offers", "List what cities issue at kiosks, for how much, when, and whether it is open.") { City, Kiosk, CardHolder.At, Cities, CommonOptions.Json };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    static int Run(ParseResult parsed)
    {
        var at = parsed.GetValue(CardHolder.At) is { } time ? CommonOptions.ParseTime(time) : ClusterOptions.UsualTime;
        var kiosk = parsed.GetValue(Kiosk) is not { } name ? default(KioskId?)
            : KioskId.TryParse(name, out var id) ? id
            : throw new UsageException($"'{name}' is no kiosk id.");
        var only = parsed.GetValue(City) is { } city ? CommonOptions.ParseCity(city) : default(MunicipalityCode?);
        var cities = MunicipalityFile.ReadFolder(parsed.GetValue(Cities) ?? ClusterOptions.ExampleCities)
            .Where(c => only is null || c.Code == only).ToList();
        foreach (var offered in cities)
        {
            var rows = RowsOf(offered, kiosk, at);
            if (parsed.GetValue(CommonOptions.Json))
                Console.WriteLine(JsonSerializer.Serialize(Describe(offered, rows), Format));
            else
                AnsiConsole.Write(TableOf(offered, rows, at));
        }

        return ExitCodes.Ok;
    }

    static Table TableOf(Municipality city, IReadOnlyList<Row> rows, DateTimeOffset at)
    {
        var table = new Table { Title = new TableTitle($"{city.Code} {city.Name} / {city.NameEnglish}, {at.ToOffset(JapanTime.Offset):yyyy-MM-dd HH:mm}") }
            .AddColumns("証明書 / certificate", "手数料 / fee", "窓口 / counter", "交付時間 / hours", "今 / now");
        foreach (var (offer, yen, hours, now) in rows)
        {
            table.AddRow(
                $"{offer.Name} / {offer.NameEnglish}".EscapeMarkup(), $"{yen}", $"{offer.Fees.Counter.Amount}", $"{hours.Text} / {hours.TextEnglish}",
                now switch
                {
                    Availability.Open => "取扱中 / open",
                    Availability.Suspended => "停止中 / suspended",
                    Availability.Closed => "時間外 / closed",
                    _ => $"{city.ServiceStart:yyyy-MM-dd} から / from",
                });
        }

        return table;
    }

    static object Describe(Municipality city, IReadOnlyList<Row> rows) => new
    {
        municipality = city.Code.ToString(),
        name = city.Name,
        offers = rows.Select(r => new
        {
            kind = r.Offer.Kind.ToString(), name = r.Offer.Name, yen = r.Yen, yenAtCounter = r.Offer.Fees.Counter.Amount, mostCopies = r.Offer.MostCopies,
            options = r.Offer.Options.ToString(), state = r.Now?.ToString() ?? "NotStarted",
        }),
    };

    static List<Row> RowsOf(Municipality city, KioskId? kiosk, DateTimeOffset at)
    {
        var terminal = kiosk is { } id ? city.FindTerminal(id) : null;
        var started = city.ServiceStart <= DateOnly.FromDateTime(at.ToOffset(JapanTime.Offset).DateTime);
        return [.. city.Offers.Select(o => new Row(
            o, o.FeeAt(terminal).Amount, o.HoursAt(terminal), started ? city.AvailabilityOf(o, terminal, at) : null))];
    }

    /// <param name="Now">Null: the city does not take part yet (000-19).</param>
    sealed record Row(Offer Offer, int Yen, WeeklyHours Hours, Availability? Now);
}
