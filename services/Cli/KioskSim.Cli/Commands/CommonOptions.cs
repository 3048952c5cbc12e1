using System.CommandLine;
using System.Globalization;
using System.Net;
using KioskSim.Card.Vpcd;
using KioskSim.Cli.Output;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.World.Places;

namespace KioskSim.Cli.Commands;

/// <summary>Options that several commands share, and how their words are read.</summary>
static class CommonOptions
{
    static readonly Dictionary<string, CertificateKind> Kinds = new()
    {
        ["resident-record"] = CertificateKind.ResidentRecord,
        ["resident-entries"] = CertificateKind.ResidentEntries,
        ["seal-registration"] = CertificateKind.SealRegistration,
        ["family-register"] = CertificateKind.FamilyRegister,
        ["family-register-supplement"] = CertificateKind.FamilyRegisterSupplement,
        ["tax"] = CertificateKind.Tax,
        ["income"] = CertificateKind.Income,
    };

    static readonly Dictionary<string, CertificateOptions> Items = new()
    {
        ["household"] = CertificateOptions.WholeHousehold,
        ["members"] = CertificateOptions.ChosenMembers,
        ["domicile"] = CertificateOptions.Domicile,
        ["relationship"] = CertificateOptions.Relationship,
        ["number"] = CertificateOptions.IndividualNumber,
        ["foreign-items"] = CertificateOptions.ForeignItems,
    };

    static readonly Dictionary<string, CardChoice> Cards = new()
    {
        ["individual-number"] = CardChoice.IndividualNumberCard,
        ["juki"] = CardChoice.JukiCard,
        ["phone"] = CardChoice.Phone,
    };

    const string UsualWorld = "kiosksim-world";

    static readonly string[] Services = ["centre", "jpki", "city"];

    public static Option<string> World { get; } = new("--world") { Description = "The folder of the world.", DefaultValueFactory = _ => UsualWorld };

    public static Option<string?> State { get; } = new("--state")
    {
        Description = "The folder in which cards and services keep what they keep; by default the world's own, which `issue` uses.",
    };

    public static Option<string> VirtualReader { get; } = new("--vpcd")
    {
        Description = "Where the virtual reader (vpcd) of a PC/SC daemon waits for cards.", DefaultValueFactory = _ => $"127.0.0.1:{VpcdCard.DefaultPort}",
    };

    public static Option<string?> Deployment { get; } = new("--deployment")
    {
        Description = "A deployment whose services run already, as processes or containers: its folder or packed file (動いているサービスの配置フォルダーまたは1ファイル). The machines' slots are held here.",
    };

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "With --deployment: where cards are kept and the services' data lie, together or in a folder each (centre/centre.db); in its folder, unless another is named.",
    };

    public static Option<string?> DeploymentWorld { get; } = new("--world")
    {
        Description = "With --deployment: the folder of the world whose registers its cities have; kiosksim-world, unless another is named.",
    };

    /// <summary>All that say where services run already.</summary>
    public static IReadOnlyList<Option> OfDeployment { get; } = [Deployment, Data, DeploymentWorld];

    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON object instead of the story." };

    /// <summary>Connection string of the database that the cities are to use. It may hold a password, so that it is no argument, which every user of the machine can read.</summary>
    public static string? Postgres => Environment.GetEnvironmentVariable("KIOSKSIM_POSTGRES") is { Length: > 0 } set ? set : null;

    public static string KindNames => string.Join(", ", Kinds.Keys);

    public static string CardNames => string.Join(", ", Cards.Keys);

    public static string ItemNames => string.Join(", ", Items.Keys);

    /// <param name="text">Six digits, or the name.</param>
    /// <exception cref="HintedException"><see cref="FlowErrorCode.MunicipalityUnknown"/></exception>
    public static MunicipalityCode ParseCity(string text) =>
        Prefecture.Cities.FirstOrDefault(c => c.Code.ToString() == text || c.Name == text)?.Code ?? throw new HintedException(
            FlowErrorCode.MunicipalityUnknown, $"Cities are {string.Join(", ", Prefecture.Cities.Select(c => $"{c.Code} {c.Name}"))}.");

    /// <exception cref="HintedException"><see cref="FlowErrorCode.KindNotOffered"/>: the command knows no such kind.</exception>
    public static CertificateKind ParseKind(string text) =>
        Kinds.TryGetValue(text, out var kind) ? kind : throw new HintedException(FlowErrorCode.KindNotOffered, $"Kinds are {KindNames}.");

    /// <exception cref="UsageException">No such item.</exception>
    public static CertificateOptions ParseItems(IEnumerable<string> texts) => texts.Aggregate(
        CertificateOptions.None,
        (all, text) => all | (Items.TryGetValue(text, out var item)
            ? item
            : throw new UsageException($"There is no item '{text}'; items are {ItemNames}.")));

    /// <param name="text">Null: the card that the person would use.</param>
    /// <exception cref="UsageException">No such card.</exception>
    public static CardChoice ParseCard(string? text) => text is null ? CardChoice.Unspecified
        : Cards.TryGetValue(text, out var card) ? card
        : throw new UsageException($"There is no card '{text}'; cards are {CardNames}.");

    /// <summary>Sees to it that options are not given with which nothing can be done.</summary>
    /// <param name="what">What they are not for.</param>
    /// <exception cref="UsageException">One is given.</exception>
    public static void Refuse(ParseResult parsed, IEnumerable<Option> options, string what)
    {
        if (options.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
            throw new UsageException($"{given.Name} は {what} には使えません。 / {given.Name} is not for {what}.");
    }

    /// <summary>Whose registers the cities of a deployment have.</summary>
    public static string WorldOfDeployment(ParseResult parsed) => parsed.GetValue(DeploymentWorld) ?? UsualWorld;

    /// <summary>Folder of the world in which services and cards keep what they keep between runs.</summary>
    public static string StateFolder(string world) => Path.Combine(world, "state");

    /// <exception cref="UsageException">No such service.</exception>
    public static IReadOnlyList<string> ParseServices(IEnumerable<string> texts) =>
    [
        .. texts.Select(t => Services.Contains(t)
            ? t
            : throw new UsageException($"There is no service '{t}' to take down; services are {string.Join(", ", Services)}.")),
    ];

    /// <param name="text">An address or a name, a colon, a port.</param>
    /// <exception cref="UsageException">No such thing.</exception>
    public static EndPoint ParseEndPoint(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text[(colon + 1)..], CultureInfo.InvariantCulture, out var port) || port == 0)
            throw new UsageException($"'{text}' is no place to connect to; write 127.0.0.1:{VpcdCard.DefaultPort}.");
        return IPEndPoint.TryParse(text, out var address) ? address : new DnsEndPoint(text[..colon], port);
    }

    /// <param name="text">ISO 8601; without an offset it is Japanese time.</param>
    /// <exception cref="UsageException">No time, or none that a certificate could be of.</exception>
    public static DateTimeOffset ParseTime(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) && time.Year is > 1900 and < 2200
            ? time.Kind == DateTimeKind.Unspecified
                ? new DateTimeOffset(time, Domain.Time.JapanTime.Offset)
                : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
            : throw new UsageException($"'{text}' is no time; write 2026-11-18T10:15.");
}
