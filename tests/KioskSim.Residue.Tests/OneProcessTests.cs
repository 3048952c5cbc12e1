using System.Diagnostics;
using KioskSim.Hosting.Proofs;
using KioskSim.Proof.Canaries;
using KioskSim.Residue.Fleet;
using KioskSim.Sweep;
using KioskSim.Sweep.Patterns;
using KioskSim.Sweep.Reports;

namespace KioskSim.Residue.Tests;

/// <summary>
/// All services and several kiosks in one process. Citizens, their cards and the city are in it as well and have what is theirs; what nobody may
/// have there after a visit are the keys of the conversation between kiosk and city.
/// </summary>
public sealed class OneProcessTests
{
    const ulong Seed = 9;

    [Fact]
    public async Task No_key_of_a_visit_is_left_where_all_services_are_one_process_000_39_002_08()
    {
        Depth.SkipUnlessPossible();
        using var fleet = Process.Start(new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "KioskSim.Residue.Fleet.dll"), $"{Seed}"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { [ProofRun.OverwriteFreedMemory.Key] = ProofRun.OverwriteFreedMemory.Value },
        })!;
        try
        {
            var city = Convert.FromHexString(await SaidAsync(fleet));
            await GoOnAsync(fleet);
            List<Canary> keys =
            [
                .. KioskKeys.Of(Seed, ..(KioskKeys.DrawsAVisit * FleetSize.Visits), city),
                .. KioskKeys.OfCertificates(Seed, ..(KioskKeys.DrawsAVisit * FleetSize.Visits), ..(KioskKeys.CityDrawsAVisit * FleetSize.Visits)),
            ];
            Assert.Equal("open", await SaidAsync(fleet));
            Assert.Contains(await MemoryAsync(fleet, keys), h => h.IsInVault);
            Assert.Equal("over", await SaidAsync(fleet));
            Assert.Empty(await MemoryAsync(fleet, keys));
        }
        finally
        {
            fleet.Kill();
        }
    }

    static async Task<string> SaidAsync(Process fleet) =>
        await fleet.StandardOutput.ReadLineAsync().Soon() ?? throw new EndOfStreamException("The fleet has ended.");

    static async Task GoOnAsync(Process fleet)
    {
        await fleet.StandardInput.WriteLineAsync();
        await fleet.StandardInput.FlushAsync();
    }

    static async Task<IReadOnlyList<Hit>> MemoryAsync(Process fleet, IReadOnlyList<Canary> keys)
    {
        var areas = await Sweeper.SweepAsync(new SweepRequest(keys, [new("fleet", fleet.Id)], []));
        Assert.All(areas, a => Assert.Equal(0, a.Unreadable));
        await GoOnAsync(fleet);
        return [.. areas.SelectMany(a => a.Hits)];
    }
}
