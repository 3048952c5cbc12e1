using System.Text;
using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Domain.Log;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Faults;
using KioskSim.Proof.Canaries;
using KioskSim.Sweep.Patterns;
using KioskSim.Telemetry.Tests.Otlp;
using KioskSim.Testing;

namespace KioskSim.Telemetry.Tests;

/// <summary>Every byte that a collector is sent is searched for everything that belongs to whoever came.</summary>
public sealed class SweepTests(WatchedServices services)
{
    [Fact]
    public void A_collector_is_sent_nothing_of_anybody_000_39_002_09_002_14()
    {
        var patterns = new PatternSet([.. Visitor.Canaries(), .. services.People.SelectMany(p => p.Canaries())]);
        var sent = services.Sent;

        Assert.True(patterns.Canaries.Count > 20 && sent.Sum(s => s.Message.Length) > 50_000);
        Assert.All(sent, s => Assert.Empty(Found(patterns, s)));
    }

    [Fact]
    public async Task A_kiosk_that_writes_into_its_log_what_it_must_not_is_found_out_000_39()
    {
        await using var collector = await Collector.StartAsync();
#pragma warning disable RS0030 // The test's composition root: simulated dates, real seconds.
        await using var faulty = new ProcessCluster(new()
        {
            World = TestWorld.Folder, WallClock = TimeProvider.System,
            Environment = new Dictionary<string, string>(WatchedServices.Variables(collector.Http)) { [KeptCopies.Variable] = nameof(KeptPlace.LogLine) },
        });
#pragma warning restore RS0030
        await faulty.StartAsync();
        var person = Trait.Of("usable", faulty.World.Summary.AsOf).Find(faulty.World, ProcessCluster.City, TestWorld.Seed).First();
        var known = await Known.AskAsync(faulty, person);
        using var citizen = faulty.CitizenAt();
        var end = await citizen.RunAsync(
            new Errand(ProcessCluster.City, ProcessCluster.City, known.Id, CertificateKind.ResidentRecord, CertificateOptions.None, 1, known.Pin), default);
        known.Document = end.Copies[0].Pdf.ToByteArray();

        await collector.UntilAsync(e => e.Events.Any(v => v.Number == LogEvents.FaultKeptCopy) ? "" : "the fault's own event");
        var patterns = new PatternSet(known.Canaries());
        Assert.Contains(collector.Sent, s => s.Signal == "logs" && Found(patterns, s).Contains("issue number, UTF-8"));
    }

    static IReadOnlyList<string> Found(PatternSet patterns, Sent sent) =>
        [.. patterns.Find(sent.Message).Concat(patterns.Find(Encoding.UTF8.GetBytes(sent.Headers))).Select(r => r.Canary.Name).Distinct()];
}
