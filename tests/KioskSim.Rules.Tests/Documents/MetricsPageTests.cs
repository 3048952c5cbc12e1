using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using KioskSim.Domain.Flow;

namespace KioskSim.Rules.Tests.Documents;

/// <summary>The table of docs/operations.md against what is counted and measured.</summary>
public sealed class MetricsPageTests
{
    [Fact]
    public void The_page_lists_exactly_the_instruments_with_their_units()
    {
        var rows = MarkdownTable.Read("docs/operations.md", "metric", "unit");

        Assert.Equal(Instruments().Select(i => $"`{i.Name}` `{i.Unit}`").Order(StringComparer.Ordinal), rows.Select(r => $"{r[0]} {r[1]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Each_says_what_it_is_for_whom_it_may_concern() => Assert.All(Instruments(), i => Assert.EndsWith(".", i.Description, StringComparison.Ordinal));

    static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        RuntimeHelpers.RunClassConstructor(typeof(FlowMeter).TypeHandle);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == FlowMeter.Name)
                    found.Add(instrument);
            },
        };
        listener.Start();
        return found;
    }
}
