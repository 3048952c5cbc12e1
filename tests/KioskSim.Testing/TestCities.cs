using KioskSim.Cluster.Parts;
using KioskSim.Domain.Values;

namespace KioskSim.Testing;

/// <summary>Cities of the test world by the way they are served.</summary>
public static class TestCities
{
    /// <summary>若葉台市 runs its own issuance server.</summary>
    public static readonly MunicipalityCode OwnServer = ServerPlan.OwnServer;

    /// <summary>潮崎市 shares one with others on LGWAN.</summary>
    public static readonly MunicipalityCode Shared = new("482021");
}
