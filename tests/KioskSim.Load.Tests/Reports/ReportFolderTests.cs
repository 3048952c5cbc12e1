using System.Xml.Linq;
using KioskSim.Checkers;
using KioskSim.Checkers.Properties;
using KioskSim.Load.Reports;
using KioskSim.Load.Tests.Fleet;
using KioskSim.Load.Thresholds;
using KioskSim.World;

namespace KioskSim.Load.Tests.Reports;

/// <summary>What a run leaves behind says all of it, and nothing about anybody.</summary>
public sealed class ReportFolderTests(SmallRun run) : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_is_read_to_what_was_written()
    {
        ReportFolder.Write(_folder, Judged("issue.p99<1us,dropped==0"));
        var read = ReportFolder.Read(_folder);
        Assert.Equal(ReportFolder.ToJson(Judged("issue.p99<1us,dropped==0").Summary), ReportFolder.ToJson(read.Summary));
        Assert.Equal(run.Report.Latencies.Keys, read.Latencies.Keys);
        Assert.All(run.Report.Latencies, l => Assert.Equal(l.Value.Recorded(), read.Latencies[l.Key].Recorded()));
        Assert.Equal(run.Report.Samples.Select(s => s.Counts), read.Samples.Select(s => s.Counts));
        Assert.Equal(run.Report.Samples.Select(s => s.Issue.Count), read.Samples.Select(s => s.Issue.Count));
    }

    [Fact]
    public void Thresholds_are_test_cases_and_a_broken_one_fails()
    {
        ReportFolder.Write(_folder, Judged("issue.p99<1us,dropped==0,misdelivered==0"));
        var suite = XDocument.Load(Path.Combine(_folder, ReportFolder.JUnit)).Root!.Element("testsuite")!;
        Assert.Equal((4 + Catalogue.All.Count, 1), ((int)suite.Attribute("tests")!, (int)suite.Attribute("failures")!));
        Assert.Equal("issue.p99<1us", suite.Elements("testcase").Single(c => c.Element("failure") is not null).Attribute("name")!.Value);
    }

    [Fact]
    public void What_the_checkers_found_is_in_every_file_and_adds_up_over_shards()
    {
        var whole = run.Report.Summary;
        var broken = new PropertyRow("paid-ends-once", 3, 1, [new Finding("R-1", "支払", "was paid and ended in neither")]);
        ReportFolder.Write(_folder, run.Report with { Summary = whole with { Properties = [.. whole.Properties.Select(p => p.Id == broken.Id ? broken : p)] } });

        var failed = XDocument.Load(Path.Combine(_folder, ReportFolder.JUnit)).Descendants("testcase").Single(c => c.Element("failure") is not null);
        Assert.Equal(broken.Id, failed.Attribute("name")!.Value);
        Assert.Contains("R-1", failed.Element("failure")!.Attribute("message")!.Value, StringComparison.Ordinal);
        Assert.Contains("R-1", File.ReadAllText(Path.Combine(_folder, ReportFolder.Page)), StringComparison.Ordinal);

        var read = ReportFolder.Read(_folder);
        Assert.Equal(Outcome.Broken, read.Summary.Properties.Single(p => p.Id == broken.Id).Outcome);
        Assert.Equal(1, LoadMetrics.Of(read).Read(LoadMetrics.Findings));
        var sum = PropertyRow.Sum([broken, whole.Properties.Single(p => p.Id == broken.Id)]);
        Assert.Equal((3 + SmallRun.Issues + SmallRun.WarmUp, 1, "R-1"), (sum.LookedAt, sum.Findings, sum.First.Single().Where));
    }

    [Fact]
    public void The_page_is_whole_in_itself()
    {
        ReportFolder.Write(_folder, Judged("dropped==0"));
        var page = File.ReadAllText(Path.Combine(_folder, ReportFolder.Page));
        foreach (var outside in (string[])["<script", "<link", "<img", "url(", "@import", " src=", " href="])
            Assert.DoesNotContain(outside, page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["http://www.w3.org/2000/svg"], System.Text.RegularExpressions.Regex.Matches(page, @"\w+://[^""]+").Select(m => m.Value).Distinct());
        Assert.Equal(6, page.Split("<figure>").Length - 1);
        Assert.Contains(run.Report.Summary.Machines[0].Version, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_who_came_is_in_any_file()
    {
        ReportFolder.Write(_folder, Judged("dropped==0"));
        var all = string.Join('\n', Directory.GetFiles(_folder).Select(f => $"{Path.GetFileName(f)}\n{File.ReadAllText(f)}"));
        var fleet = SmallRun.Options.Fleet;
        var world = Path.Combine(_folder, "world");
        WorldGenerator.Generate(
            new WorldOptions { Seed = fleet.Seed, Residents = fleet.Residents, Cities = [.. World.Places.Prefecture.Cities.Take(fleet.Cities).Select(c => c.Code)] }, world, progress: null, default);
        using var opened = WorldFolder.Open(world);
        var people = World.Places.Prefecture.Cities.Take(fleet.Cities).SelectMany(c => opened.Register(c.Code).Households()).SelectMany(h => h.Members.Select(m => (Person: m, h.Address))).ToList();
        Assert.NotEmpty(people);
        foreach (var (person, address) in people)
        {
            foreach (var mark in (string[])[person.Name.Text, person.Name.Kana, person.IndividualNumber.Reveal(), person.Id.ToString(), address])
                Assert.DoesNotContain(mark, all, StringComparison.Ordinal);
        }
    }

    RunReport Judged(string thresholds) => run.Report.Judged(Threshold.ParseAll(thresholds, LoadMetrics.Names));

    [Theory]
    [InlineData(ReportFolder.SummaryFile, "{")]
    [InlineData(ReportFolder.Samples, "seconds\n1\n")]
    [InlineData("load.hlog", "nothing\n")]
    public void A_file_that_cannot_be_read_is_said_with_its_folder(string file, string content)
    {
        ReportFolder.Write(_folder, run.Report);
        File.WriteAllText(Path.Combine(_folder, file), content);
        Assert.StartsWith(_folder, Assert.Throws<InvalidDataException>(() => ReportFolder.Read(_folder)).Message, StringComparison.Ordinal);
    }
}
