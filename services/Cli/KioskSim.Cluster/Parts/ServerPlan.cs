using KioskSim.Domain.Values;

namespace KioskSim.Cluster.Parts;

/// <summary>
/// Which issuance server serves which city: the prefecture's largest city runs its own, the others share one at a service provider on
/// LGWAN (001-44). Both ways are usual.
/// </summary>
public static class ServerPlan
{
    public const string Shared = "lgwan-asp";

    /// <summary>若葉台市.</summary>
    public static readonly MunicipalityCode OwnServer = new("482013");

    public static IReadOnlyList<(string Server, IReadOnlyList<MunicipalityCode> Cities)> Of(IEnumerable<MunicipalityCode> cities) =>
        [.. cities.GroupBy(c => c == OwnServer ? c.ToString() : Shared).Select(g => (g.Key, (IReadOnlyList<MunicipalityCode>)[.. g]))];
}
