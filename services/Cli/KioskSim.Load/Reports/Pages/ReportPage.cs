using System.Globalization;
using System.Xml.Linq;

namespace KioskSim.Load.Reports.Pages;

/// <summary>A run as one page that loads nothing and runs nothing: <c>report.html</c>.</summary>
static class ReportPage
{
    static readonly Dictionary<Verdict, (string Japanese, string English)> Verdicts = new()
    {
        [Verdict.Ok] = ("○ 条件を満たしました", "passed"),
        [Verdict.ThresholdBroken] = ("× 条件を満たしていません", "a threshold is broken"),
        [Verdict.Saturated] = ("△ 負荷をかける側が間に合わず、測定は有効ではありません", "the generator did not keep up: not a valid measurement"),
    };

    public static string Of(RunReport report)
    {
        var summary = report.Summary;
        var (japanese, english) = Verdicts[summary.Verdict];
        var page = Html.Tag(
            "html", new XAttribute("lang", "ja"),
            Html.Tag(
                "head", Html.Tag("meta", new XAttribute("charset", "utf-8")), Html.Tag("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width")),
                Html.Tag("title", $"負荷試験 / Load test: {summary.Run.Load}"), Html.Tag("style", Style())),
            Html.Tag(
                "body",
                Html.Tag(
                    "main",
                    Html.Both("h1", "負荷試験の結果", "Load test"),
                    Html.Tag("p", Html.Class($"verdict {summary.Verdict}"), Html.Both("strong", japanese, english)),
                    Html.Both("h2", "どのような試験か", "What was run"), Figures.Run(summary),
                    Html.Both("h2", "結果", "What came of it"), Figures.Counts(summary), Figures.Latencies(summary), Figures.Thresholds(summary), Figures.Properties(summary),
                    Html.Both("h2", "時間の経過", "Over time"), Charts.Of(report).Select(c => c.Draw()),
                    Html.Both("h2", "時間の使い道", "Where the time goes"), Figures.Calls(summary), Figures.Floor(summary),
                    Html.Both("h2", "測定した機械", "Machine"), Figures.Machines(summary))));
        return string.Create(CultureInfo.InvariantCulture, $"<!DOCTYPE html>\n{page.ToString(SaveOptions.DisableFormatting)}\n");
    }

    static string Style()
    {
        using var style = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        return new StreamReader(style).ReadToEnd();
    }
}
