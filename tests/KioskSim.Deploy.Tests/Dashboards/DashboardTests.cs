using System.Text.Json;
using KioskSim.Domain.Errors;

namespace KioskSim.Deploy.Tests.Dashboards;

/// <summary>The dashboards of <c>deploy/grafana</c> ask for what there is, and Grafana's own types take them.</summary>
public sealed class DashboardTests
{
    static readonly string[] Labels = ["by", "city", "fault", "kind", "message", "outcome", "step"];

    [Fact]
    public void There_is_one_for_the_flow_for_refusals_for_faults_and_for_money() =>
        Assert.Equal(["faults", "issue-flow", "money", "refusals"], Dashboard.All.Select(d => d.Name));

    [Fact]
    public void Every_metric_that_a_panel_asks_for_is_one_that_the_code_makes()
    {
        var made = Instruments.All.SelectMany(Instruments.InPrometheus).ToHashSet();

        Assert.All(Dashboard.All.SelectMany(d => d.Questions), q => Assert.NotEmpty(Dashboard.MetricsIn(q)));
        Assert.Empty(Dashboard.All.SelectMany(d => d.Questions).SelectMany(Dashboard.MetricsIn).Except(made));
    }

    [Fact]
    public void Every_metric_of_the_flow_is_asked_for_by_a_panel()
    {
        var asked = Dashboard.All.SelectMany(d => d.Questions).SelectMany(Dashboard.MetricsIn).ToHashSet();

        Assert.Empty(Instruments.OfTheFlow.Where(i => !Instruments.InPrometheus(i).Any(asked.Contains)).Select(i => i.Name));
    }

    [Fact]
    public void Every_label_and_every_outcome_that_is_asked_for_exists()
    {
        var questions = Dashboard.All.SelectMany(d => d.Questions).ToList();
        Assert.Empty(questions.SelectMany(Dashboard.LabelsIn).Distinct().Except(Labels.Select(l => $"kiosksim_{l}")));

        var outcomes = questions.SelectMany(q => q.Split("kiosksim_outcome").Skip(1)).Select(q => q.TrimStart('!', '=', '~')).Where(q => q.StartsWith('"'))
            .SelectMany(q => q.Split('"')[1].Split('|')).Distinct();
        Assert.Empty(outcomes.Except(["ok", .. Enum.GetNames<FlowErrorCode>()]));
    }

    [Fact]
    public void A_panel_asks_whichever_source_was_chosen_and_none_of_somebodys_own()
    {
        foreach (var dashboard in Dashboard.All)
        {
            var chosen = dashboard.Variables.Where(v => v.At("type").GetString() == "datasource").Select(v => $"${{{v.At("name").GetString()}}}").ToList();
            Assert.All(dashboard.Panels, panel =>
            {
                Assert.Contains(panel.At("datasource", "uid").GetString(), chosen);
                Assert.All(panel.At("targets").EnumerateArray(), t => Assert.True(JsonElement.DeepEquals(panel.At("datasource"), t.At("datasource"))));
            });
        }
    }

    [Fact]
    public void No_panel_lies_over_another()
    {
        foreach (var dashboard in Dashboard.All)
        {
            var cells = dashboard.Panels.Select(p => p.At("gridPos")).SelectMany(g =>
                from x in Enumerable.Range(Number(g, "x"), Number(g, "w"))
                from y in Enumerable.Range(Number(g, "y"), Number(g, "h"))
                select (x, y)).ToList();
            Assert.Equal(cells.Count, cells.Distinct().Count());
            Assert.All(cells, c => Assert.InRange(c.x, 0, 23));
        }

        static int Number(JsonElement grid, string name) => grid.At(name).GetInt32();
    }

    [Fact]
    public void Grafanas_own_types_take_them()
    {
        Assert.Empty(GrafanaTypes.ErrorsOf(Dashboard.All.Select(d => d.Json.GetRawText())));

        // And would not take another.
        var wrong = Dashboard.All[0].Json.GetRawText().Replace("\"graphTooltip\": 1", "\"graphTooltip\": \"all\"", StringComparison.Ordinal);
        Assert.Contains("error TS2322: Type 'string' is not assignable", Assert.Single(GrafanaTypes.ErrorsOf([wrong])), StringComparison.Ordinal);
    }
}
