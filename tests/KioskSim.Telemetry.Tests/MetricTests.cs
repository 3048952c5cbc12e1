using KioskSim.Domain.Flow;
using KioskSim.Telemetry.Tests.Otlp;

namespace KioskSim.Telemetry.Tests;

/// <summary>What a collector is sent of what was counted and measured.</summary>
public sealed class MetricTests(WatchedServices services)
{
    static readonly string[] MayTellApart = ["by", "city", "fault", "kind", "message", "outcome", "step"];

    readonly Everything _everything = services.Everything;

    [Fact]
    public void Visits_are_counted_by_how_they_ended()
    {
        Assert.Equal((1, 1, 1, 1, 1), (Visits("ok"), Visits("CertificateRevoked"), Visits("PrinterFault"), Visits("Cancelled"), Visits("BadRequest")));
        Assert.Equal((4, 1), (Count("kiosksim.visits", "kind", "ResidentRecord"), Count("kiosksim.visits", "kind", "UseRegistration")));

        int Visits(string outcome) => Count("kiosksim.visits", "outcome", outcome);
    }

    [Fact]
    public void Money_and_paper_are_counted_as_the_centres_journal_has_them_000_30()
    {
        Assert.True(services.Kept > 0);
        Assert.Equal((2, services.Kept, services.PaidBack), (Count("kiosksim.certificates"), Count("kiosksim.fees.kept"), Count("kiosksim.fees.returned", "by", "kiosk")));
        Assert.Equal((1, 1), (Count("kiosksim.print.jobs", "outcome", "ok"), Count("kiosksim.print.jobs", "outcome", "PrinterFault")));
        Assert.All(_everything.Points.Where(p => p.Metric == "kiosksim.fees.kept"), p => Assert.Equal("centre", p.Service));
    }

    [Fact]
    public void Sessions_under_way_go_up_and_down_again() =>
        Assert.Equal(WatchedServices.Lapsing, Assert.Single(_everything.Points, p => p.Metric == "kiosksim.sessions.open").Value);

    [Fact]
    public void Calls_are_measured_by_step_and_message_at_who_made_them()
    {
        var calls = _everything.Points.Where(p => p.Metric == "kiosksim.call.duration").ToLookup(p => (p.Service, p.Labels["kiosksim.message"]));

        Assert.Equal(services.Ends.Count(e => e is not Domain.Errors.FlowErrorCode.WrongPin), calls[("kiosk", "Begin")].Sum(p => p.Value));
        Assert.Equal("3", Assert.Single(calls[("kiosk", "Begin")]).Labels["kiosksim.step"]);
        Assert.Equal(["CertificateRevoked", "ok"], calls[("kiosk", "Apply")].Select(p => p.Labels["kiosksim.outcome"]).Order(StringComparer.Ordinal));
        Assert.Empty(calls[("city", "Prepare")]); // it was called, and called nobody
        Assert.All(calls.SelectMany(c => c), p => Assert.Equal("s", p.Unit));
    }

    [Fact]
    public void Few_labels_tell_series_apart_and_none_is_anybodys_002_09()
    {
        Assert.Equal([FlowMeter.Name, "System.Runtime"], _everything.Points.Select(p => p.Scope).Distinct().Order(StringComparer.Ordinal));
        var labels = _everything.Points.Where(p => p.Scope == FlowMeter.Name).SelectMany(p => p.Labels.Keys).Distinct();
        Assert.Empty(labels.Except(MayTellApart.Select(l => $"kiosksim.{l}")));
    }

    int Count(string metric, string label = "", string value = "") => (int)_everything.Sum(metric, label.Length == 0 ? "" : $"kiosksim.{label}", value);
}
