using System.Text.RegularExpressions;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Log;
using KioskSim.Domain.Values;

namespace KioskSim.Compose;

/// <summary>What is away for longer than anybody waits: people are refused meanwhile, and served as soon as it is back. Nothing else has to be started again.</summary>
public sealed class AwayTests(Containers containers)
{
    /// <param name="least">How often it is said: the centre needs its tables each second, a city each minute.</param>
    [Theory]
    [InlineData("centre-postgres", "centre", FlowErrorCode.CentreUnreachable, 1)]
    [InlineData("city-postgres", "city-482013", FlowErrorCode.CityUnreachable, 0)]
    public void A_database_is_waited_for(string database, string service, FlowErrorCode meanwhile, int least)
    {
        var (began, said) = (Began(containers.Needed(), service), TablesAway(service));
        Containers.DockerWell("stop", containers.Id(database));
        Assert.Equal((int)meanwhile, Served.Try(containers, Served.City).ExitCode);
        Containers.LetPatienceEnd();
        Containers.DockerWell("start", containers.Id(database));
        containers.AwaitServing(database);

        Served.Issue(containers);
        Assert.Equal(began, Began(containers, service));
        Assert.InRange(TablesAway(service) - said, least, 1);
    }

    [Fact]
    public void A_city_that_was_away_when_the_centre_began_is_served_at_once()
    {
        const string server = "city-lgwan-asp";
        var city = new MunicipalityCode("482021");
        Containers.DockerWell("stop", containers.Needed().Id(server));
        containers.Restart("centre");
        Assert.Equal((int)FlowErrorCode.CityUnreachable, Served.Try(containers, city).ExitCode);
        Containers.DockerWell("start", containers.Id(server));
        containers.AwaitServing(server);
        Assert.Equal(0, Served.Try(containers, city).ExitCode);
    }

    static string Began(Containers containers, string service) => Containers.Docker("inspect", "-f", "{{.State.StartedAt}}", containers.Id(service)).Text;

    int TablesAway(string service) => Regex.Count(containers.Log(service), $@"\[{LogEvents.TablesAway}\]");
}
