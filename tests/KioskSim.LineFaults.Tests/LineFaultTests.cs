using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Zones;

namespace KioskSim.LineFaults.Tests;

/// <summary>The words in which line faults are chosen.</summary>
public sealed class LineFaultTests
{
    [Theory]
    [InlineData("lgwan>city:latency=200ms@0.1", "lgwan>city:latency=200ms@0.1")]
    [InlineData("lgwan:latency=50ms..2s", "lgwan:latency=50ms..2s@0.1")]
    [InlineData("store-line>centre:bandwidth=8kB/s..1MB/s@1", "store-line>centre:bandwidth=8kB/s..1MB/s@1")]
    [InlineData("internet:reset", "internet:reset@0.01")]
    [InlineData("store-line>kiosk:partial-frame@0.5", "store-line>kiosk:partial-frame@0.5")]
    [InlineData("city-core>city:duplicate", "city-core>city:duplicate@0.2")]
    [InlineData("cabinet:reorder=1m@0", "cabinet:reorder=60s@0")]
    [InlineData("city:clock-skew=-5m", "city:clock-skew=-300s@1")]
    [InlineData("jpki:disk-full=1.5s", "jpki:disk-full=1500ms@0.02")]
    [InlineData("centre:killed", "centre:killed=1s@0.01")]
    [InlineData("kiosk:clock-skew", "kiosk:clock-skew=60s@1")]
    public void What_is_written_is_understood_and_written_again(string text, string whole)
    {
        var fault = LineFault.Parse(text);

        Assert.Equal(whole, fault.ToString());
        Assert.Equal(fault, LineFault.Parse(whole));
    }

    [Theory]
    [InlineData("latency", LineFault.Form)]
    [InlineData("lgwan:rain", "partial-frame")]
    [InlineData("wan:latency", "night-duty")]
    [InlineData("lgwan>kiosk:latency", "card-office, centre, city")]
    [InlineData("lgwan>centre:duplicate", "city, jpki")]
    [InlineData("lgwan>city>centre:latency", "on a line")]
    [InlineData("lgwan:latency=fast", "200ms")]
    [InlineData("lgwan:latency=-1s", "200ms")]
    [InlineData("lgwan:latency=2s..1s", "200ms")]
    [InlineData("lgwan:latency=1s..2s..3s", "200ms")]
    [InlineData("lgwan:bandwidth=0B/s", "64kB/s")]
    [InlineData("lgwan:bandwidth=1s", "64kB/s")]
    [InlineData("lgwan:reset=1s", "no amount")]
    [InlineData("lgwan:latency@2", "0 to 1")]
    [InlineData("lgwan:latency@often", "0 to 1")]
    [InlineData("lgwan:killed", "centre, jpki, city;")]
    [InlineData("kiosk:killed", "centre, jpki, city;")]
    [InlineData("kiosk:disk-full", "centre, jpki, city;")]
    [InlineData("cabinet>citizen:latency", "coin-slot, kiosk;")]
    [InlineData("cabinet>kiosk:duplicate", "coin-slot;")]
    public void What_is_none_is_refused_and_what_would_be_one_is_said(string text, string said) =>
        Assert.Contains(said, Assert.Throws<ConfigurationException>(() => LineFault.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void One_fault_is_at_one_place_once()
    {
        Assert.Equal(2, LineFault.ParseAll(["lgwan:latency", "lgwan>city:latency"]).Count);
        Assert.Contains("twice", Assert.Throws<ConfigurationException>(() => LineFault.ParseAll(["lgwan:latency=1s", "lgwan:latency=2s"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_way_is_struck_by_what_is_on_it_alone()
    {
        var (one, both) = (LineFault.Parse("lgwan>city:latency").Site, LineFault.Parse("lgwan:latency").Site);

        Assert.Equal((true, false, false), (one.Covers(Zone.Lgwan, Party.City), one.Covers(Zone.Lgwan, Party.Centre), one.Covers(Zone.CityCore, Party.City)));
        Assert.Equal((true, true, false), (both.Covers(Zone.Lgwan, Party.City), both.Covers(Zone.Lgwan, Party.Centre), both.Covers(Zone.CityCore, Party.City)));
    }

    [Fact]
    public void Every_kind_can_be_chosen_by_its_name_and_has_words_in_both_languages() => Assert.All(LineFaultKind.All, kind =>
    {
        var fault = LineFault.Parse($"{(kind.IsOfLine ? "lgwan" : "city")}:{kind.Name}");
        Assert.Equal((kind, kind.Usual, kind.UsualRate), (fault.Kind, fault.Amount, fault.Rate));
        Assert.EndsWith("。", kind.Japanese, StringComparison.Ordinal);
        Assert.EndsWith(".", kind.English, StringComparison.Ordinal);
    });
}
