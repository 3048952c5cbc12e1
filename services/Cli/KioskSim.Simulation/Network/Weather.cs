using System.Buffers.Binary;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Zones;

namespace KioskSim.Simulation.Network;

/// <summary>
/// How it is on the lines: how long messages take, and how often one goes astray. Each line has a stream of chance of its own, so that one more call
/// on one of them changes nothing on the others.
/// </summary>
/// <param name="mishaps">Of a thousand calls on a closed line, how many go astray; 0: none. Glass, slots and wires inside of a machine never do.</param>
/// <param name="isRush">Whether everybody is waited for by everybody, and quick.</param>
public sealed class Weather(ulong seed, int mishaps, bool isRush)
{
    const int Kinds = (int)Mishap.Twice;

    // Milliseconds one way, from and to. No measured figures of the real lines are published; these are what such lines have.
    static readonly Dictionary<Zone, (int Least, int Most)> Ways = new()
    {
        [Zone.StoreLine] = (8, 30),
        [Zone.Lgwan] = (4, 15),
        [Zone.Internet] = (3, 20),
        [Zone.CityCore] = (1, 2),
        [Zone.NightDuty] = (1, 5),
        [Zone.Cabinet] = (0, 1),
    };

    // A hand: reading the screen, finding the coins.
    static readonly (int Least, int Most) Hand = (400, 6000);
    static readonly (int Least, int Most) QuickHand = (20, 150);

    readonly Dictionary<(Zone, string), SeededEntropy> _chance = [];

    /// <summary>Whether calls go astray by now: not before everything is set up.</summary>
    public bool IsBad { get; set; }

    /// <summary>The fate of the next call.</summary>
    public Fate Next(Zone zone, string role)
    {
        var chance = ChanceOf(zone, role);
        if (zone == Zone.Cabinet)
            return new Fate(Between(chance, role == Party.Citizen ? isRush ? QuickHand : Hand : Ways[zone]), Between(chance, Ways[zone]), Mishap.None);
        var mishap = IsBad && Number(chance) % 1000 < mishaps ? (Mishap)(1 + Number(chance) % Kinds) : Mishap.None;
        return new Fate(Between(chance, Ways[zone]), Between(chance, Ways[zone]), mishap);
    }

    SeededEntropy ChanceOf(Zone zone, string role)
    {
        if (!_chance.TryGetValue((zone, role), out var chance))
            _chance.Add((zone, role), chance = new SeededEntropy(seed, $"line {zone.Name()} {role}"));
        return chance;
    }

    static TimeSpan Between(SeededEntropy chance, (int Least, int Most) way) =>
        TimeSpan.FromMilliseconds(way.Least + Number(chance) % (way.Most - way.Least + 1));

    static int Number(SeededEntropy chance) => (int)(BinaryPrimitives.ReadUInt32LittleEndian(chance.Bytes(sizeof(uint))) >> 1);
}
