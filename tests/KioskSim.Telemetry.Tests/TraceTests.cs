using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Telemetry.Tests.Otlp;
using KioskSim.Testing;

namespace KioskSim.Telemetry.Tests;

/// <summary>What a collector is sent of the flow: one visit, one trace, over all services.</summary>
public sealed class TraceTests(WatchedServices services)
{
    // Who recorded it, on which side, step and message; what happened at the glass and the slots is not there.
    const string Delivered = """
        kiosk  internal     Visit
        kiosk  client   2   ReadCertificate
        kiosk  client   2   TriesLeft
        kiosk  client   2   VerifyPin
        kiosk  client   3   Begin
        centre server   3   Begin
        kiosk  client   4   Sign
        kiosk  client   5   Apply
        centre server   5   Apply
        centre client   6   Check
        jpki   server   6   Check
        centre client   7   Prepare
        city   server   7   Prepare
        kiosk  client   9   Issue
        centre server   9   Issue
        centre client   9   Issue
        city   server   9   Issue
        kiosk  client   10  OpenAndCheck
        kiosk  client   10  GetPrinterAttributes
        kiosk  client   11  Hold
        kiosk  client   12  Release
        centre server   12  Release
        centre client   12  CheckAgain
        jpki   server   12  CheckAgain
        centre client   12  Release
        city   server   12  Release
        kiosk  client   13  PrintJob
        kiosk  client   14  Close
        kiosk  client   14  Settle
        centre server   14  Settle
        centre client   14  Settle
        city   server   14  Settle
        kiosk  client   14  Forget
        kiosk  client   15  Erase
        """;

    readonly Everything _everything = services.Everything;

    [Fact]
    public void One_issue_is_one_trace_over_kiosk_centre_JPKI_and_city_000_18()
    {
        var trace = TraceOf(Visit(0));

        Assert.Equal(CallGraph.Parse(Delivered).Order(StringComparer.Ordinal), trace.Select(s => s.Line).Order(StringComparer.Ordinal));
        Assert.Equal(["centre", "city", "jpki", "kiosk"], trace.Select(s => s.Service).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_span_of_a_visit_hangs_on_the_one_that_called_it()
    {
        foreach (var visit in _everything.Visits.SelectMany(v => v))
        {
            var trace = TraceOf(visit).ToDictionary(s => s.Id);
            Assert.Empty(visit.Parent);
            foreach (var span in trace.Values.Where(s => s.Id != visit.Id))
            {
                var parent = Assert.Contains(span.Parent, (IDictionary<string, SpanOf>)trace);
                if (span.Span.Kind == SpanKind.Server)
                    Assert.Equal((SpanKind.Client, span.Span.Name), (parent.Span.Kind, parent.Span.Name));
            }
        }
    }

    [Fact]
    public void A_visit_says_what_was_wanted_of_which_city_and_how_it_ended()
    {
        FlowErrorCode?[] expected = [null, FlowErrorCode.CertificateRevoked, FlowErrorCode.WrongPin, FlowErrorCode.PrinterFault, FlowErrorCode.BadRequest];
        Assert.Equal(expected, services.Ends);

        Assert.Equal(
            ["482013 ResidentRecord ", "482013 ResidentRecord Cancelled", "482013 ResidentRecord CertificateRevoked", "482013 ResidentRecord PrinterFault", "482013 UseRegistration BadRequest"],
            _everything.Visits.SelectMany(v => v).Select(v => $"{v["kiosksim.city"]} {v["kiosksim.kind"]} {v["kiosksim.outcome"]}").Order(StringComparer.Ordinal));
        Assert.All(_everything.Spans, s => Assert.Equal(s["kiosksim.outcome"] is null ? 0 : 2, s.Span.Status?.Code ?? 0));
    }

    [Fact]
    public void A_refusal_is_seen_where_it_was_made_and_by_everybody_behind_it()
    {
        var refused = TraceOf(_everything.Visits["ResidentRecord"].Single(v => v["kiosksim.outcome"] == "CertificateRevoked"));

        Assert.Contains("kiosk client 5 Apply CertificateRevoked", refused.Select(s => s.Line));
        Assert.Contains("centre server 5 Apply CertificateRevoked", refused.Select(s => s.Line));
        Assert.DoesNotContain(refused, s => s.Service == "city");
    }

    [Fact]
    public void What_happens_at_the_glass_stays_there_002_08()
    {
        Assert.NotEmpty(_everything.Spans);
        Assert.DoesNotContain(_everything.Spans, s => s["kiosksim.over"] == "touch-panel");
        Assert.DoesNotContain(_everything.Points, p => p.Labels.GetValueOrDefault("kiosksim.message") is "PressKey" or "TypeCharacter");
    }

    [Fact]
    public void Nothing_but_the_flow_is_traced_and_nothing_but_these_attributes_told_002_09()
    {
        string[] told = ["bytes", "city", "from", "kind", "message", "outcome", "over", "step", "to"];
        Assert.All(_everything.Spans, s => Assert.Equal(FlowTrace.SourceName, s.Scope));
        Assert.Empty(_everything.Spans.SelectMany(s => s.Span.Attributes).Select(a => a.Key).Distinct().Except(told.Select(t => $"kiosksim.{t}")));
        Assert.All(_everything.Spans, s => Assert.Empty(s.Span.Status?.Message ?? ""));
    }

    SpanOf Visit(int number) => _everything.Visits["ResidentRecord"].ElementAt(number);

    IReadOnlyList<SpanOf> TraceOf(SpanOf visit) => [.. _everything.Spans.Where(s => s.Trace == visit.Trace)];
}
