using System.Globalization;
using System.Xml.Linq;

namespace KioskSim.Load.Reports;

/// <summary>Thresholds as test cases (<c>junit.xml</c>), for whatever shows the results of a pipeline.</summary>
static class JUnitFile
{
    const string Suite = "kiosksim load";

    public static XDocument Of(Summary summary)
    {
        List<XElement> cases =
        [
            Case("the generator kept up", summary.IsSaturated ? "arrivals were let in too late: the figures are of less load than was asked for" : null),
            .. summary.Thresholds.Select(t => Case(t.Text, t.Holds ? null : string.Create(CultureInfo.InvariantCulture, $"measured {t.Measured} (durations in microseconds)"))),
        ];
        return new XDocument(new XElement(
            "testsuites",
            new XElement(
                "testsuite", new XAttribute("name", Suite), new XAttribute("tests", cases.Count), new XAttribute("failures", cases.Count(c => c.HasElements)),
                new XAttribute("time", summary.Run.Seconds.ToString("F3", CultureInfo.InvariantCulture)), cases)));
    }

    static XElement Case(string name, string? failure) => new(
        "testcase", new XAttribute("classname", Suite), new XAttribute("name", name), failure is null ? null : new XElement("failure", new XAttribute("message", failure)));
}
