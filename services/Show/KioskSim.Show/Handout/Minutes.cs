using KioskSim.Centre.Journal;
using KioskSim.Cluster;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Flow;
using KioskSim.Show.Glass;
using KioskSim.Show.Map;
using KioskSim.Show.Words;
using Microsoft.Extensions.DependencyInjection;

namespace KioskSim.Show.Handout;

/// <summary>A message of the visit, as often as it was sent one after the other.</summary>
/// <param name="Bytes">Of the first; null: it has no size.</param>
public sealed record MinutesStep(Hop Hop, int Times, int? Bytes, bool IsRefused);

/// <summary>
/// What was shown last, for the minutes of a meeting. It holds what the map and the centre's journal hold, and beside them one name, which is
/// invented: no number, no address, no PIN, and nothing of what stands on the certificate.
/// </summary>
/// <param name="Name">Of the citizen who holds the paper; null where nobody holds any.</param>
/// <param name="Certificate">As the city calls it; null where it did not come so far.</param>
/// <param name="City">Likewise.</param>
/// <param name="Session">The journal's line of the visit; null where it did not come so far.</param>
/// <param name="Steps">In the order in which they began.</param>
/// <param name="Kiosk">What it holds now.</param>
/// <param name="Centre">Likewise.</param>
public sealed record Minutes(
    string? Name, Said? Certificate, Said? City, SessionRecord? Session, IReadOnlyList<MinutesStep> Steps, Holding Kiosk, Holding Centre)
{
    /// <returns>Null: nothing was shown yet, or it is not over.</returns>
    internal static Minutes? Of(GlassDesk desk, FlowMap map, LocalCluster services, Holdings holdings)
    {
        var steps = StepsOf(map.Arrows);
        if (steps.Count == 0 || desk.Screen.Kind != ScreenKind.Welcome)
            return null;
        var session = steps.Any(s => s.Hop is { From: Party.Kiosk, To: Party.Centre, Message: "Begin" })
            ? services.Running("centre").Services.GetRequiredService<SessionJournal>().Last()
            : null;
        var city = desk.Screen.Municipalities.FirstOrDefault(m => m.Code == session?.Municipality);
        var offer = city?.Offers.FirstOrDefault(o => (int)o.Kind == session?.Kind);
        return new Minutes(
            desk.Paper.Count > 0 ? desk.Standing.Name : null,
            offer is null ? null : new Said(offer.Name, offer.NameEnglish),
            city is null ? null : new Said(city.Name, city.NameEnglish),
            session, steps, holdings.Of(Party.Kiosk), holdings.Of(Party.Centre));
    }

    /// <summary>The steps of the flow, and what the citizen did beside them; not what services do among themselves at any time.</summary>
    static List<MinutesStep> StepsOf(IEnumerable<Arrow> arrows)
    {
        var steps = new List<MinutesStep>();
        foreach (var arrow in arrows.Where(a => a.Hop.Step > 0 || a.Hop.From == Party.Citizen))
        {
            if (steps is [.., var last] && last.Hop == arrow.Hop && last.IsRefused == arrow.IsRefused)
                steps[^1] = last with { Times = last.Times + 1 };
            else
                steps.Add(new MinutesStep(arrow.Hop, 1, arrow.Recorded?.Bytes, arrow.IsRefused));
        }

        return steps;
    }
}
