using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Tests.Zones;

public sealed class CredentialTests : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 11, 18, 10, 30, 0, TimeSpan.Zero);

    readonly ZoneAuthority _authority = new(Zone.Lgwan, Start, new SeededEntropy(1, "lgwan"));

    [Theory]
    [InlineData(-3600.5, false)]
    [InlineData(-3599, true)]
    [InlineData(0, true)]
    [InlineData(397 * 86400.0 - 3601, true)]
    [InlineData(397 * 86400.0 - 3599, false)]
    public void A_certificate_is_trusted_from_an_hour_before_until_its_end(double seconds, bool trusted)
    {
        using var own = _authority.Issue(Party.Centre, "centre");
        using var peer = _authority.Issue(Party.City, "482013");
        Assert.Equal(trusted, own.Trusts(peer.Certificate, Start.AddSeconds(seconds)));
    }

    [Fact]
    public void Nobody_of_another_line_is_trusted()
    {
        using var other = new ZoneAuthority(Zone.StoreLine, Start, new SeededEntropy(1, "store line"));
        using var own = _authority.Issue(Party.Centre, "centre");
        using var peer = other.Issue(Party.Centre, "centre");
        Assert.False(own.Trusts(peer.Certificate, Start));
        Assert.False(own.Trusts(peer.Authority, Start));
    }

    [Fact]
    public void A_certificate_says_who_holds_it()
    {
        using var credential = _authority.Issue(Party.City, "482013");
        Assert.Equal(new Caller(Zone.Lgwan, Party.City, "482013"), credential.Holder);
        Assert.Equal("city 482013 on lgwan", credential.Holder.ToString());
        Assert.True(credential.Certificate.HasPrivateKey);
        Assert.False(credential.Authority.HasPrivateKey);
    }

    [Fact]
    public void Serial_numbers_are_positive_and_differ()
    {
        var serials = Enumerable.Range(0, 50).Select(i =>
        {
            using var credential = _authority.Issue(Party.Kiosk, $"kiosk-{i}");
            return credential.Certificate.SerialNumber;
        }).ToList();
        Assert.Equal(50, serials.Distinct().Count());
        Assert.All(serials, s => Assert.True(Convert.FromHexString(s)[0] < 0x80));
    }

    [Fact]
    public void Every_zone_has_a_name_of_its_own_that_leads_back_and_a_loopback_network_of_its_own()
    {
        Assert.All(ZoneNames.All, zone =>
        {
            Assert.True(ZoneNames.TryParse(zone.Name(), out var again));
            Assert.Equal(zone, again);
        });
        Assert.Equal(ZoneNames.All.Count, ZoneNames.All.Select(z => z.Loopback()).Distinct().Count());
        Assert.False(ZoneNames.TryParse("lan", out _));
    }

    [Theory]
    [InlineData(Line.TouchPanel, Zone.Cabinet)]
    [InlineData(Line.CabinetWire, Zone.Cabinet)]
    [InlineData(Line.StoreLine, Zone.StoreLine)]
    [InlineData(Line.NightDuty, Zone.NightDuty)]
    public void A_line_of_the_flow_crosses_its_zone(Line line, Zone zone) => Assert.Equal(zone, ZoneNames.Of(line));

    public void Dispose() => _authority.Dispose();
}
