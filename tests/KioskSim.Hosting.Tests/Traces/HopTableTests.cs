using KioskSim.Domain.Flow;
using KioskSim.Hosting.Callers;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Tests.Traces;

public sealed class HopTableTests
{
    [Fact]
    public void Every_method_but_health_checking_says_which_hop_it_is()
    {
        Assert.NotEmpty(HopTable.All.Methods);
        Assert.All(HopTable.All.Methods, method =>
            Assert.Equal(method.StartsWith("/grpc.health.v1.", StringComparison.Ordinal), HopTable.All.Find(method) is null));
    }

    [Fact]
    public void A_hop_carries_the_name_of_its_method() => Assert.All(HopTable.All.Methods, method =>
        Assert.True(HopTable.All.Find(method) is not { } hop || method.EndsWith($"/{hop.Message}", StringComparison.Ordinal)));

    [Theory]
    [InlineData("/kiosksim.centre.CertificateCentre/Begin", 3, Party.Kiosk, Party.Centre, Line.StoreLine)]
    [InlineData("/kiosksim.jpki.ValidityCheck/Check", 6, Party.Centre, Party.Jpki, Line.Internet)]
    [InlineData("/kiosksim.city.IssuanceServer/Issue", 9, Party.Centre, Party.City, Line.Lgwan)]
    [InlineData("/kiosksim.cabinet.CoinSlot/Close", 14, Party.Kiosk, Party.CoinSlot, Line.CabinetWire)]
    public void The_hops_are_those_of_the_protos(string method, int step, string from, string to, Line over) =>
        Assert.Equal(new Hop(step, from, to, over, method.Split('/')[^1]), HopTable.All.Find(method));

    [Fact]
    public void Every_step_that_crosses_a_line_has_a_method()
    {
        var steps = HopTable.All.Methods.Select(HopTable.All.Find).OfType<Hop>().Select(h => h.Step).Distinct().Order();
        Assert.Equal([0, 1, 2, 3, 5, 6, 7, 8, 9, 11, 12, 14, 15], steps); // 4 and 10 happen inside the kiosk, 13 on the printer's cable
    }

    [Fact]
    public void A_row_of_the_caller_table_names_the_line_that_its_hops_take()
    {
        Assert.All(CallerTable.Default.Rows, row => Assert.All(row.Methods, name =>
            Assert.True(HopTable.All.Find($"/{row.Service}/{name}") is not { } hop || ZoneNames.Of(hop.Over).Name() == row.Zone)));
    }

    [Fact]
    public void Unknown_methods_are_unknown()
    {
        Assert.False(HopTable.All.Knows("/kiosksim.centre.CertificateCentre/Delete"));
        Assert.Null(HopTable.All.Find("/kiosksim.centre.CertificateCentre/Delete"));
    }
}
