using System.CommandLine;
using System.Globalization;
using KioskSim.Cli.Output;
using KioskSim.Cluster;
using KioskSim.Contracts.NightDuty;
using KioskSim.Domain.Values;

namespace KioskSim.Cli.Commands.Offices;

/// <summary>`kiosksim night-duty`: the terminal in the night-duty room, which can search and suppress and no third thing (000-66).</summary>
static class NightDutyCommand
{
    static readonly Option<string?> Name = new("--name") { Description = "Whose notice it is, with or without the space in the name." };

    static readonly Option<string?> BirthDate = new("--birth-date") { Description = "Date of birth: 1980-06-01." };

    public static Command Create() => new("night-duty", "The terminal in a city's night-duty room.")
    {
        OfficeCommand.Make("search", "Look for people whose family register is kept in the city, by name or date of birth.", [Name, BirthDate], new("該当する方はいません。", "Nobody is found."), SearchAsync),
        OfficeCommand.Make("suppress", "A notice was handed in: stop the certificates of the register. Name and date of birth must fit one person.", [Name, BirthDate], new("", ""), SuppressAsync),
    };

    static async Task<IReadOnlyList<OfficeLine>> SearchAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop) =>
        [.. (await FindAsync(cluster, city, parsed, stop)).Select(c => new OfficeLine(
            new($"本籍 {c.Domicile}　氏名 {c.Name}　生年月日 {c.BirthDate}", $"domicile {c.Domicile}, name {c.Name}, born {c.BirthDate}"),
            new { domicile = c.Domicile, name = c.Name, birthDate = c.BirthDate }))];

    static async Task<IReadOnlyList<OfficeLine>> SuppressAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop)
    {
        var found = await FindAsync(cluster, city, parsed, stop);
        if (found is not [var only])
            throw new UsageException($"{found.Count} people are found; --name and --birth-date are to fit one. `kiosksim night-duty search` shows them.");
        var reply = await cluster.NightDutyOf(city).SuppressAsync(new SuppressRequest { Municipality = city.ToString(), Reference = only.Reference }, cancellationToken: stop);
        var since = DateTimeOffset.Parse(reply.SuppressedAt, CultureInfo.InvariantCulture).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return
        [
            new(new($"{since} から、この方の戸籍の証明書の発行を抑止します。", $"From {since} on no certificate of this person's family register is issued."),
                new { suppressedAt = reply.SuppressedAt }),
        ];
    }

    static async Task<IReadOnlyList<Candidate>> FindAsync(LocalCluster cluster, MunicipalityCode city, ParseResult parsed, CancellationToken stop)
    {
        if (parsed.GetValue(Name) is null && parsed.GetValue(BirthDate) is null)
            throw new UsageException("Give --name, --birth-date or both.");
        var reply = await cluster.NightDutyOf(city).SearchAsync(
            new SearchRequest { Municipality = city.ToString(), Name = parsed.GetValue(Name) ?? "", BirthDate = parsed.GetValue(BirthDate) ?? "" }, cancellationToken: stop);
        return reply.Candidates;
    }
}
