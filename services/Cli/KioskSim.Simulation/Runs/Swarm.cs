using System.Buffers.Binary;
using KioskSim.Checkers.Properties;
using KioskSim.City.Faults;
using KioskSim.Domain.Randomness;
using KioskSim.LineFaults;

namespace KioskSim.Simulation.Runs;

/// <summary>Run after run, each with troubles that its own seed picks. Whatever they are, every property is to hold: kiosks check what they print.</summary>
public static class Swarm
{
    /// <summary>Faults that kiosks stop: others' sheets. No kiosk can know that a register is of yesterday, or what a city writes into its books.</summary>
    static readonly IReadOnlyList<FaultKind> Stopped = [.. FaultKind.All.Where(f => f.Breaks.Contains(Catalogue.RightPerson.Id))];

    static readonly IReadOnlyList<LineFault> Lines = LineFault.ParseAll(
    [
        "store-line:latency=50ms..3s", "lgwan:bandwidth=8kB/s..64kB/s", "internet:reset", "store-line:partial-frame", "lgwan:duplicate", "store-line:reorder=2s",
        "centre:clock-skew=-20s..20s", "city:disk-full=5s..30s", "jpki:killed=2s..30s",
    ]);

    /// <summary>The run of one seed.</summary>
    public static SimulationOptions Of(ulong seed)
    {
        var chance = new SeededEntropy(seed, "swarm");
        var isRush = Number(chance, 4) == 0;
        return new SimulationOptions
        {
            Seed = seed,
            IsRush = isRush,
            Hours = 0.5 + Number(chance, 4) * 0.5,
            ADay = 500 + Number(chance, 4) * 1000,
            Kiosks = 2 + Number(chance, 5),
            Cities = 1 + Number(chance, 3),
            Residents = 900,
            People = 60,
            Trouble = new Trouble
            {
                Fault = Number(chance, 2) == 0 ? new FaultChoice(Stopped[Number(chance, Stopped.Count)].Name, seed) : null,
                Mishaps = isRush ? 0 : Number(chance, 3) * 5,
                Stops = isRush ? 0 : Number(chance, 4),
                Jams = isRush ? 0 : Number(chance, 6),
                LineFaults = new LineFaultChoice([.. Enumerable.Range(0, Number(chance, 3)).Select(_ => Lines[Number(chance, Lines.Count)]).Distinct()], seed),
            },
        };
    }

    static int Number(SeededEntropy chance, int below) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(chance.Bytes(sizeof(uint))) % (uint)below);
}
