using System.Net;
using KioskSim.Cluster.Processes;
using KioskSim.Hosting.Zones;
using KioskSim.Inquiry.Tests.Backs;

namespace KioskSim.Inquiry.Tests.Hosting;

/// <summary>The site's inquiry.json: what it cannot be run by is said in one line, and nothing starts.</summary>
public sealed class SettingsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-inquiry-").FullName;
    readonly TestCity _city = new();

    public void Dispose()
    {
        _city.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("""{ "burst": 0 }""", "Burst")]
    [InlineData("""{ "inquiriesAMinute": 2000000000 }""", "InquiriesAMinute")]
    [InlineData("""{ "desks": -1 }""", "Desks")]
    [InlineData("""{ "patience": "00:00:00" }""", "Patience")]
    [InlineData("""{ "patience": "soon" }""", "patience")]
    [InlineData("""{ "colour": "red" }""", "colour")]
    [InlineData("{", "inquiry.json")]
    public async Task Settings_that_make_no_site_are_refused_with_file_and_field(string settings, string said)
    {
        RunningSite.Deploy(_folder, _city, new IPEndPoint(Zone.Internet.Loopback(), 0));
        var file = Path.Combine(_folder, "inquiry.json");
        File.WriteAllText(file, settings);
        await using var site = new ServiceProcess("KioskSim.Inquiry.Host", ["--deployment", _folder]);
        var error = (await Assert.ThrowsAsync<IOException>(site.StartAsync)).Message;
        Assert.Contains(file, error);
        Assert.Contains(said, error);
        Assert.Single(error.Trim().Split('\n'));
    }
}
