using System.Globalization;
using KioskSim.Cluster.Processes;
using KioskSim.Domain.Values;
using KioskSim.Load.Arrivals;
using KioskSim.Load.Runs;
using KioskSim.Pki.Certificates;
using KioskSim.Pki.Ocsp;
using KioskSim.Testing.Processes;

namespace KioskSim.Load.Tests.Runs;

/// <summary>A real service that a signal stops for 3 s while two generators ask it the same: ours by the open model, and hey, which waits for its answers.</summary>
public sealed class StandstillTests(TestProcesses processes) : IClassFixture<TestProcesses>
{
    const int Rate = 100;

#pragma warning disable RS0030 // A signal stops a process in real time.
    static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    static readonly TimeSpan Length = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Until = TimeSpan.FromSeconds(7);
    static readonly TimeSpan Still = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Of a hundred a second for 20 s the slowest thousandth are those who came in the first 20 ms of the stop: the value that 99.9 % do not exceed is the
    /// stop without those 20 ms, and what answers take besides.
    /// </summary>
    [Fact]
    public async Task A_server_stopped_for_3_s_shows_in_our_slowest_thousandth_as_the_open_model_says_and_not_in_heys()
    {
        var target = new Asking(new Uri($"{processes.Ocsp}/{Question()}"));
        await target.VisitAsync(0, 0); // compiled, and a connection is there
        var hey = Task.Run(() => ForeignProgram.RunWell("hey", "hey", ["-z", $"{Length.TotalSeconds}s", "-c", "1", "-q", $"{Rate}", "-o", "csv", target.Address.AbsoluteUri]));
        var tally = new Tally();
        var plan = new ArrivalPlan(LoadCurve.Level(new Rate(Rate), Length), Spread.Even, seed: 1).Of(Shard.Whole);
        var stopped = StopAsync();
        await new OpenRun(target, tally, Clock, mostWaiting: 10_000).RunAsync(plan, TestContext.Current.CancellationToken);
        var still = await stopped;

        Assert.Equal(Rate * Length.TotalSeconds, tally.Counts.Delivered);
        var ours = tally.Issue.AtPercentile(99.9) / 1e6;
        var expected = (still - 0.001 * Length).TotalSeconds + (tally.Raw.AtPercentile(50) / 1e6);
        Assert.InRange(ours, expected * 0.95, expected * 1.05);

        var theirs = Percentile(99.9, await hey);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"stop {still.TotalSeconds:F3} s, open model {expected:F3} s, ours {ours:F3} s, hey {theirs:F4} s"));
        Assert.True(ours >= 10 * theirs, $"hey sees it as well: {theirs} s of {ours} s.");
    }

    async Task<TimeSpan> StopAsync()
    {
        var jpki = processes.Processes["jpki"];
        await Task.Delay(Until, Clock, TestContext.Current.CancellationToken);
        var begun = Clock.GetTimestamp();
        Signal("STOP", jpki);
        try
        {
            await Task.Delay(Still, Clock, TestContext.Current.CancellationToken);
            Assert.True(jpki.IsStopped);
        }
        finally
        {
            Signal("CONT", jpki);
        }

        return Clock.GetElapsedTime(begun);
    }

    static void Signal(string signal, ServiceProcess process) => ForeignProgram.RunWell("procps", "kill", [$"-{signal}", $"{process.Id}"]);

    // Of the certificate of nobody: what it is asked does not matter, as long as it is an answer.
    string Question()
    {
        var der = File.ReadAllBytes(Path.Combine(processes.Folder, "trust", "jpki-authority-1.cer"));
        Assert.True(ParsedCertificate.TryParse(der, out var authority));
        return Uri.EscapeDataString(Convert.ToBase64String(new OcspRequest([CertId.For(authority, new CertificateSerial(1), CertIdHash.Sha1)], default).Encode()));
    }

    // A line for each answer, its time in seconds first. It waits for the one that was stopped; of more than a thousand answers that one is not among 99.9 %.
    static double Percentile(double percent, ForeignProgram hey)
    {
        var times = hey.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(line => double.Parse(line.Split(',')[0], CultureInfo.InvariantCulture)).Order().ToList();
        Assert.True(times.Count > 1000, $"hey asked {times.Count} times.");
        return times[(int)Math.Ceiling(percent / 100 * times.Count) - 1];
    }

    sealed class Asking(Uri address) : ILoadTarget
    {
        readonly HttpClient _client = new();

        public Uri Address => address;

        public int Places => 8;

        public async Task<VisitEnd> VisitAsync(long number, int place)
        {
            using var answer = await _client.GetAsync(address);
            return new VisitEnd(answer.IsSuccessStatusCode ? VisitEnd.Delivered : $"{answer.StatusCode}");
        }
    }
}
