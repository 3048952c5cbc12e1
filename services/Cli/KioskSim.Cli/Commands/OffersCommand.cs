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
        if (parsed.GetValue(CommonOptions.Json))
        {
            foreach (var offered in cities)
                Console.WriteLine(JsonSerializer.Serialize(Describe(offered, kiosk, at), Format));
            return ExitCodes.Ok;
        }

        foreach (var offered in cities)
            AnsiConsole.Write(TableOf(offered, kiosk, at));
        return ExitCodes.Ok;
    }

    static Table TableOf(Municipality city, KioskId? kiosk, DateTimeOffset at)
    {
        var table = new Table { Title = new TableTitle($"{city.Code} {city.Name} / {city.NameEnglish}, {at.ToOffset(JapanTime.Offset):yyyy-MM-dd HH:mm}") }
            .AddColumns("証明書 / certificate", "手数料 / fee", "窓口 / counter", "交付時間 / hours", "今 / now");
        foreach (var offer in city.Offers)
        {
            var terminal = kiosk is { } id ? city.FindTerminal(id) : null;
            var hours = terminal?.Hours ?? offer.Hours;
            table.AddRow(
                $"{offer.Name} / {offer.NameEnglish}".EscapeMarkup(), $"{Fee(city, offer, kiosk)}", $"{offer.Fees.Counter.Amount}", $"{hours.Text} / {hours.TextEnglish}",
                State(city, offer, terminal, at));
        }

        return table;
    }

    static string State(Municipality city, Offer offer, OwnTerminal? terminal, DateTimeOffset at) =>
        city.ServiceStart > DateOnly.FromDateTime(at.ToOffset(JapanTime.Offset).DateTime)
            ? $"{city.ServiceStart:yyyy-MM-dd} から / from"
            : city.AvailabilityOf(offer, terminal, at) switch
            {
                Availability.Open => "取扱中 / open",
                Availability.Suspended => "停止中 / suspended",
                _ => "時間外 / closed",
            };

    static object Describe(Municipality city, KioskId? kiosk, DateTimeOffset at) => new
    {
        municipality = city.Code.ToString(),
        name = city.Name,
        offers = city.Offers.Select(o => new
        {
            kind = o.Kind.ToString(), name = o.Name, yen = Fee(city, o, kiosk), yenAtCounter = o.Fees.Counter.Amount, mostCopies = o.MostCopies,
            options = o.Options.ToString(), state = city.AvailabilityOf(o, kiosk is { } id ? city.FindTerminal(id) : null, at).ToString(),
        }),
    };

    static int Fee(Municipality city, Offer offer, KioskId? kiosk) => (kiosk is { } id ? city.Fee(offer, id) : offer.Fees.Kiosk).Amount;
}
