using KioskSim.Domain.Values;
using KioskSim.Testing;

namespace KioskSim.Flow.Tests;

/// <summary>A city on a server of its own, and cities that share one on LGWAN: two deployments of the same code.</summary>
public sealed class F0500_ServersTests(KioskSimCluster cluster)
{
    [Fact]
    public async Task A_city_on_its_own_and_cities_that_share_a_server_issue_alike_at_any_kiosk_001_43_002_18()
    {
        Assert.Equal([1, 4], cluster.Services.Servers.Select(s => s.Cities.Count).Order());
        foreach (var city in (MunicipalityCode[])[TestCities.OwnServer, TestCities.Shared])
        {
            var errand = await cluster.ErrandAsync("usable", city, which: 6);
            var end = await cluster.RunAsync(errand);
            Assert.Null(end.Error);
            Assert.Single(end.Copies);
        }
    }
}
