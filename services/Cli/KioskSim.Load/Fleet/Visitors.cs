using KioskSim.BaseRegisters;
using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World;

namespace KioskSim.Load.Fleet;

/// <summary>Somebody who comes, and what they know by heart.</summary>
public sealed record Visitor(MunicipalityCode City, Person Person, string Pin);

/// <summary>The people who come to this machine's kiosks. Nobody is at two places at once.</summary>
public sealed class Visitors
{
    const string Kind = "seal";

    readonly List<Visitor> _all;
    readonly int _of;
    readonly Lock _lock = new();
    readonly bool[] _isAway;

    Visitors(List<Visitor> all, int of) => (_all, _of, _isAway) = (all, of, new bool[all.Count]);

    public int Count => _all.Count;

    /// <summary>Finds them in the world, the cities in turn, and has their cards made.</summary>
    /// <exception cref="ConfigurationException">The world has not so many.</exception>
    public static async Task<Visitors> PrepareAsync(WorldFolder world, Wallet wallet, FleetOptions options, CancellationToken stop)
    {
        var all = new List<Visitor>();
        foreach (var (city, person) in Find(world, options))
        {
            var resident = person.Id.ToString();
            all.Add(new Visitor(city, person, (await wallet.RememberPinAsync(city, resident, stop)).Reveal()));
            await wallet.TakeOutAsync(city, resident, stop);
        }

        return all.Count > options.Kiosks
            ? new Visitors(all, options.Shard.Of)
            : throw new ConfigurationException($"{all.Count} people come to {options.Kiosks} kiosks: have more people, more residents or fewer kiosks.");
    }

    /// <summary>Who comes with an arrival; if they are at a kiosk still, the next who is not.</summary>
    /// <param name="number">Of the arrival, over all machines.</param>
    /// <returns>To be given back.</returns>
    public Visitor Take(long number)
    {
        lock (_lock)
        {
            for (var i = (int)(number / _of % _all.Count); ; i = (i + 1) % _all.Count)
            {
                if (_isAway[i])
                    continue;
                _isAway[i] = true;
                return _all[i];
            }
        }
    }

    public void GiveBack(Visitor visitor)
    {
        lock (_lock)
            _isAway[_all.IndexOf(visitor)] = false;
    }

    // Person n of all goes where arrival n goes.
    static IEnumerable<(MunicipalityCode City, Person Person)> Find(WorldFolder world, FleetOptions options)
    {
        var trait = Trait.Of(Kind, world.Summary.AsOf);
        var cities = world.Summary.Cities.Select(c => new MunicipalityCode(c.Code)).ToList();
        var each = (options.People + cities.Count - 1) / cities.Count;
        var people = cities.Select(city => trait.Find(world, city, options.Seed).Where(p => IsHome(world.Register(city), p)).Take(each).ToList()).ToList();
        var inTurn = Enumerable.Range(0, each).SelectMany(n => Enumerable.Range(0, cities.Count).Where(c => n < people[c].Count).Select(c => (cities[c], people[c][n])));
        return inTurn.Take(options.People).Where((_, n) => options.Shard.Takes(n));
    }

    // Of a household from which somebody is moving no record is issued, rightly, nor of one whose address is protected: this is about those who get
    // what they come for.
    static bool IsHome(BaseRegister register, Person person) =>
        register.Find(person.Household)!.Members.All(m => m.Standing.Status != ResidentStatus.MoveAnnounced && !m.Protected);
}
