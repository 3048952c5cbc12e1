using KioskSim.City.Issuance;
using KioskSim.Domain.Randomness;
using KioskSim.Envelope.CityKeys;
using KioskSim.Jpki.Tests;
using KioskSim.Paper.Fonts;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>Two cities behind one issuance server (001-44), with their keys and presses: made once a run, as they never change.</summary>
static class ServedTowns
{
    public static CityKeyAuthority Authority { get; } = new(JpkiCentre.Noon, Entropy.Secure);

    public static ServedCities Both { get; } = new(
        [(Town.Wakabadai, CityKeys.Make(Town.Here, Authority)), (Town.Shiosaki, CityKeys.Make(Town.Elsewhere, Authority))], FontSet.Shared);

    /// <summary>The same towns with the same keys.</summary>
    public static ServedCities AcceptingLists { get; } = new(
        [.. Both.All.Select(c => (c.Municipality with { AcceptsRevocationLists = true }, c.Keys))], FontSet.Shared);

    public static ServedCities AcceptingJukiCards { get; } = new(
        [.. Both.All.Select(c => (c.Municipality with { AcceptsJukiCards = true }, c.Keys))], FontSet.Shared);
}
