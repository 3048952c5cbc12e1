using KioskSim.Cluster.Citizens;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.World;

namespace KioskSim.Proof.Rush;

/// <summary>Somebody, and what for.</summary>
public sealed record Wish(Residence Who, CertificateKind Kind, CertificateOptions Items = CertificateOptions.None);

/// <summary>Who comes to a rush: people of one city, by the seed. Nobody is at two kiosks at once.</summary>
public sealed class Cast(WorldFolder world, ulong seed)
{
    /// <summary>Its people fill several sheets of a family register.</summary>
    const int Many = 5;

    readonly HashSet<ResidentId> _taken = [];
    readonly HashSet<(string Place, string Head)> _families = [];

    /// <summary>So many people who get what they want.</summary>
    public IReadOnlyList<Wish> Good(CertificateKind kind, int count) => kind switch
    {
        CertificateKind.FamilyRegister => [.. Take("domicile-here", count, IsOfMany).Select(p => new Wish(At(p), kind, CertificateOptions.WholeHousehold))],
        CertificateKind.SealRegistration => [.. Take("seal", count).Select(p => new Wish(At(p), kind))],
        _ => [.. Take("usable", count).Select(p => new Wish(At(p), kind))],
    };

    /// <summary>One of those with a trait, whom nobody has asked for before.</summary>
    public Person One(string trait, Func<Person, bool>? fits = null) => Take(trait, 1, fits)[0];

    /// <summary>The same; null: nobody of that kind lives there.</summary>
    public Person? Maybe(string trait) => Find(trait, 1, fits: null).FirstOrDefault();

    public static Residence At(Person person) => new(RushHour.City, person.Id);

    // Of another family than all before: a register of one's own family in another's hand would be no wrong one.
    bool IsOfMany(Person person) =>
        world.FamilyRegisters(RushHour.City).Of(At(person)) is { } family && family.Members.Length >= Many && _families.Add((family.Place, family.Head));

    List<Person> Take(string trait, int count, Func<Person, bool>? fits = null)
    {
        var found = Find(trait, count, fits);
        return found.Count == count ? found : throw new ConfigurationException($"The world has too few residents '{trait}' in {RushHour.City}.");
    }

    List<Person> Find(string trait, int count, Func<Person, bool>? fits)
    {
        var found = Trait.Of(trait, world.Summary.AsOf).Find(world, RushHour.City, seed).Where(p => !_taken.Contains(p.Id) && (fits?.Invoke(p) ?? true)).Take(count).ToList();
        _taken.UnionWith(found.Select(p => p.Id));
        return found;
    }
}
