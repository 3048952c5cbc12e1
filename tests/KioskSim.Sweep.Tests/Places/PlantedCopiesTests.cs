using System.Diagnostics;
using System.Text;
using KioskSim.Domain.Randomness;
using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Reports;
using KioskSim.Sweep.Target;

namespace KioskSim.Sweep.Tests.Places;

/// <summary>The search finds what is there: copies in places chosen by chance, each with bytes of its own, in another process.</summary>
public sealed class PlantedCopiesTests : IDisposable
{
    const int Copies = 50;

    static readonly SeededEntropy Chance = new(23, "copies");

    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-sweep-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Of_fifty_copies_in_fifty_random_places_fifty_are_found_and_none_that_is_not_there_000_39()
    {
        var random = new Random(7);
        var places = Enum.GetValues<Place>();
        // Each place at least once, the rest by chance; one more in the environment, which a process is born with.
        var planted = Enumerable.Range(0, Copies - 1).Select(i => (Place: i < places.Length ? places[i] : places[random.Next(places.Length)], Canary: NewCanary($"copy {i}"))).ToList();
        var environment = new Canary("environment", Encoding.ASCII.GetBytes(Convert.ToHexString(Chance.Bytes(20))));
        var decoys = Enumerable.Range(0, Copies).Select(i => NewCanary($"decoy {i}")).ToList();
        using var target = await TargetProgram.StartAsync(_folder, planted.Select(p => (p.Place, p.Canary.Bytes)), Encoding.ASCII.GetString(environment.Bytes));

        List<Canary> canaries = [.. planted.Select(p => p.Canary), environment, .. decoys];
        List<Area> areas = [.. await Sweeper.SweepAsync(new SweepRequest(canaries, [new("target", target.Id)], [new("files", [_folder])]))];
        areas.Add(Sweeper.Sweep(new PatternSet(canaries), AreaKind.Output, "target", target.Output));

        Assert.All(areas, a => Assert.Equal(0, a.Unreadable));
        var found = areas.SelectMany(a => a.Hits.Select(h => (h.Canary, a.Kind))).ToLookup(h => h.Canary, h => h.Kind);
        var missed = planted.Where(p => !found.Contains(p.Canary.Name)).Select(p => p.Place).ToList();
        Assert.Empty(missed);
        Assert.Equal(Copies, planted.Count(p => found.Contains(p.Canary.Name)) + (found["environment"].Contains(AreaKind.Environment) ? 1 : 0));
        Assert.DoesNotContain(found, f => f.Key.StartsWith("decoy", StringComparison.Ordinal));

        // Found there and not by a side effect of being put there.
        foreach (var (place, canary) in planted)
            Assert.Contains(KindOf(place), found[canary.Name]);
        Assert.True(areas[0].Bytes > 10_000_000);
    }

    [Fact]
    public async Task Registers_of_a_thread_are_read()
    {
        using var target = await TargetProgram.StartAsync(_folder, []);
        var registers = (await Sweeper.SweepAsync(new SweepRequest([NewCanary("x")], [new("target", target.Id)], [])))[1];
        Assert.Equal(AreaKind.Registers, registers.Kind);
        Assert.True(registers.Items > 1 && registers.Bytes > 200 * registers.Items); // general and vector registers of several threads
    }

    [Fact]
    public async Task The_process_goes_on_as_if_nothing_had_been()
    {
        using var target = await TargetProgram.StartAsync(_folder, []);
        for (var i = 0; i < 3; i++)
            await Sweeper.SweepAsync(new SweepRequest([NewCanary("x")], [new("target", target.Id)], []));
        Assert.DoesNotContain("t (", File.ReadLines($"/proc/{target.Id}/status").Single(l => l.StartsWith("State:", StringComparison.Ordinal)));
        Assert.EndsWith("\t0", File.ReadLines($"/proc/{target.Id}/status").Single(l => l.StartsWith("TracerPid:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_process_that_is_gone_is_said_in_one_line()
    {
        using var target = await TargetProgram.StartAsync(_folder, []);
        target.Kill();
        var error = await Assert.ThrowsAsync<SweepException>(() => Sweeper.SweepAsync(new SweepRequest([NewCanary("x")], [new("target", target.Id)], [])));
        Assert.Contains("is gone", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task A_process_of_somebody_else_is_refused_in_one_line_that_says_what_to_do()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can become somebody else.");
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "setpriv (util-linux) is not there.");
        var request = $$"""{ "Canaries": [], "Processes": [{ "Name": "init", "Id": {{Environment.ProcessId}} }], "Files": [] }""";
        using var sweep = Process.Start(new ProcessStartInfo(
            "setpriv", ["--reuid=65534", "--clear-groups", "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "KioskSim.Sweep.dll")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["HOME"] = _folder },
        })!;
        await sweep.StandardInput.WriteAsync(request);
        sweep.StandardInput.Close();
        var said = await sweep.StandardOutput.ReadToEndAsync().Soon();
        Assert.Contains("Run as root", said);
    }

    static Canary NewCanary(string name) => new(name, Chance.Bytes(64));

    static AreaKind KindOf(Place place) => place switch
    {
        Place.File => AreaKind.Files,
        Place.DeletedFile or Place.NamelessFile => AreaKind.OpenFiles,
        Place.LogLine => AreaKind.Output,
        _ => AreaKind.Memory,
    };
}
