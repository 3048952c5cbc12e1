using System.Reflection;
using KioskSim.Domain.Log;
using KioskSim.Telemetry.Tests.Otlp;

namespace KioskSim.Telemetry.Tests;

/// <summary>Which log events a collector is sent.</summary>
public sealed class LogTests(WatchedServices services)
{
    readonly Everything _everything = services.Everything;

    [Fact]
    public void Events_have_the_numbers_of_the_page_and_there_are_no_others()
    {
        var listed = typeof(LogEvents).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (int)f.GetRawConstantValue()!);

        Assert.Empty(_everything.Events.Select(e => e.Number).Except(listed));
        Assert.Equal(["centre", "city", "jpki", "kiosk"], _everything.Events.Where(e => e.Number == LogEvents.ServiceListens).Select(e => e.Service).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_event_lies_in_the_trace_in_which_it_happened()
    {
        var refused = Assert.Single(_everything.Events, e => e is { Service: "centre", Number: LogEvents.CallEndedEarly } && e.Record.Body.Text.Contains("CertificateRevoked", StringComparison.Ordinal));

        Assert.Contains(_everything.Visits["ResidentRecord"], v => v.Trace == refused.Record.TraceId.ToHex());
    }
}
