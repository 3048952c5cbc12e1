using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting;
using KioskSim.Hosting.Zones;

namespace KioskSim.LineFaults;

/// <summary>Where a fault is: on a line, perhaps one way only, or in a service.</summary>
/// <param name="Line">Null: in a service.</param>
/// <param name="Toward">The <see cref="Party"/> whom it happens to be on the way to, or the service; null: both ways.</param>
public sealed record FaultSite(Zone? Line, string? Toward)
{
    const char Way = '>';

    /// <summary>Services that can have a fault; an issuance server is <c>city</c>, whichever.</summary>
    public static IReadOnlyList<string> Services { get; } = [Party.Centre, Party.Jpki, Party.City, Party.Kiosk];

    /// <summary>Whether what goes over a line to somebody is struck here.</summary>
    public bool Covers(Zone line, string toward) => Line == line && (Toward is null || Toward == toward);

    /// <param name="text"><c>lgwan</c>, <c>lgwan&gt;city</c> or <c>centre</c>.</param>
    /// <param name="kind">What is to strike there.</param>
    /// <exception cref="ConfigurationException">There is no such place, or nothing there that could be struck.</exception>
    public static FaultSite Parse(string text, LineFaultKind kind)
    {
        if (!kind.IsOfLine)
            return kind.Fits(text) ? new FaultSite(null, text)
                : throw new ConfigurationException($"{kind.Name} is of a service: {string.Join(", ", Services.Where(kind.Fits))}; not '{text}'.");
        var parts = text.Split(Way);
        if (parts.Length > 2 || !ZoneNames.TryParse(parts[0], out var line))
            throw new ConfigurationException($"{kind.Name} is on a line: {string.Join(", ", ZoneNames.All.Select(z => z.Name()))}; not '{text}'.");
        if (parts is [_, var toward] && !Ends(line, kind).Contains(toward))
            throw new ConfigurationException($"{kind.Name} on {parts[0]} goes to {string.Join(", ", Ends(line, kind))}; not to '{toward}'.");
        return new FaultSite(line, parts.ElementAtOrDefault(1));
    }

    public override string ToString() => Line is { } line ? $"{line.Name()}{(Toward is null ? "" : $"{Way}{Toward}")}" : Toward!;

    // Bytes go to whoever is on a line, calls to those who are called there. Hands and glass are no line.
    static IReadOnlyList<string> Ends(Zone line, LineFaultKind kind) =>
    [
        .. HopTable.All.Methods.Select(HopTable.All.Find).OfType<Domain.Flow.Hop>().Where(h => ZoneNames.Of(h.Over) == line && h.From != Party.Citizen)
            .SelectMany(h => kind.Strikes == Struck.Bytes ? (string[])[h.From, h.To] : [h.To]).Select(p => OnLine(line, p)).Distinct().Order(StringComparer.Ordinal),
    ];

    // A machine's devices are on its wire as one.
    static string OnLine(Zone line, string party) => line == Zone.Cabinet && party != Party.Kiosk ? Party.CoinSlot : party;
}
