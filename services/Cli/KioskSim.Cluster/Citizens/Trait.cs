using KioskSim.BaseRegisters;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Registers.Taxes;
using KioskSim.World;

namespace KioskSim.Cluster.Citizens;

/// <summary>Kinds of people to look for in a world: who gets a certificate, and who does not, and why.</summary>
/// <param name="Card">Of the Individual Number Card; null: has none.</param>
public sealed record Trait(string Name, string Description, ResidentFilter Filter, CardCondition? Card = CardCondition.Usable)
{
    /// <summary>What the family registers or the tax register say of the resident of a city; null: anything.</summary>
    Func<WorldFolder, Residence, bool>? Registered { get; init; }

    const int OfAge = 15;

    /// <summary>As many people as a family register has on several sheets.</summary>
    const int Many = 10;

    const NameTrait Difficult = NameTrait.NonBmp | NameTrait.VariantForm | NameTrait.VariationSequence | NameTrait.DecomposedKana | NameTrait.Long | NameTrait.Alias;

    /// <param name="asOf">The day of the world, which ages are counted from.</param>
    public static IReadOnlyList<Trait> All(DateOnly asOf)
    {
        var (july, december, last) = (new DateOnly(2015, 7, 1), new DateOnly(2015, 12, 2), JukiCardEntry.LastIssue);
        var adult = new ResidentFilter { Status = ResidentStatus.Resident, BornTo = asOf.AddYears(-OfAge), Protected = false };
        return
        [
            new("usable", "gets a resident record", adult),
            new("seal", "has a seal registered", adult with { Seal = true }),
            new("no-seal", "has no seal registered: refused", adult with { Seal = false }),
            new("difficult-name", "has a name that is hard to print", adult with { Name = Difficult }),
            new("foreign", "is a foreign resident", adult with { Foreign = true }),
            new("large-household", "lives in a household of five or more", adult with { HouseholdOf = 5 }),
            new("household-of-nine", "lives in a household of nine or more: several sheets", adult with { HouseholdOf = 9 }),
            new("domicile-here", "has the family register in the city", adult with { Keeper = DomicileKeeper.ThisCity }),
            new("domicile-elsewhere", "has it in another of the five cities", adult with { Keeper = DomicileKeeper.AnotherCity }),
            new("domicile-outside", "has it in a city that takes no part: refused", adult with { Keeper = DomicileKeeper.Outside }),
            new("large-register", "is in the city's family register of ten or more: several sheets", adult with { Keeper = DomicileKeeper.ThisCity })
            {
                Registered = (world, who) => world.FamilyRegisters(who.Municipality).Of(who)?.Members.Length >= Many,
            },
            new("taxed", "pays resident tax this fiscal year", adult) { Registered = (world, who) => Latest(world, who) is { IsTaxed: true } },
            new("not-taxed", "has an income so small that there is no tax", adult) { Registered = (world, who) => Latest(world, who) is { IsTaxed: false } },
            new("no-return", "has lived here for years, and no tax return is known: refused", adult with { ResidentBy = asOf.AddYears(-2) })
            {
                Registered = (world, who) => world.Taxes(who.Municipality).Of(who.Resident).IsEmpty,
            },
            new("revoked", "has a revoked certificate: refused", adult, CardCondition.Revoked),
            new("on-hold", "has a certificate on hold: refused", adult, CardCondition.OnHold),
            new("expired", "has an expired certificate: refused", adult, CardCondition.Expired),
            new("new-card", "got the card today: refused until tomorrow", adult, CardCondition.NotYetUsable),
            new("child", "is under 15: refused", new ResidentFilter { Status = ResidentStatus.Resident, BornFrom = asOf.AddYears(-OfAge).AddDays(1), Protected = false }),
            new("protected", "is a protected person: refused", adult with { Protected = true }),
            new("moving", "has announced a move: refused", adult with { Status = ResidentStatus.MoveAnnounced }),
            new("moved-out", "has moved out: refused", adult with { Status = ResidentStatus.MovedOut }),
            new("juki", "has a 住基カード only, good to the end of 2025: try --at 2025-12-01T10:00", adult with { JukiCard = new(december, last) }, Card: null),
            new("juki-expired", "has a 住基カード only, expired in 2025: refused", adult with { JukiCard = new(july, december.AddDays(-1)) }, Card: null),
            new("juki-returned", "has returned the 住基カード: refused", adult with { JukiCard = new(july, last, Returned: true) }, Card: null),
            new("juki-superseded", "has a 住基カード beside the other card: refused with --card juki", adult with { JukiCard = new(july, last) }),
        ];
    }

    /// <exception cref="ConfigurationException">No such trait.</exception>
    public static Trait Of(string name, DateOnly asOf) => All(asOf).FirstOrDefault(t => t.Name == name)
        ?? throw new ConfigurationException($"There is no trait '{name}'; traits are {string.Join(", ", All(asOf).Select(t => t.Name))}.");

    /// <summary>People of a city who have it, with one certificate each, or none, so that it is clear which card they carry. Another seed, other people.</summary>
    public IEnumerable<Person> Find(WorldFolder world, MunicipalityCode city, ulong seed)
    {
        var register = world.Register(city);
        var people = Card is not { } condition
            ? register.Sample(Filter with { Certificate = false }, seed)
            : world.CardHolders(city, Filter, condition, seed).Select(h => h.Person).Where(p => register.CertificatesOf(p.Id).Length == 1);
        return Registered is { } registered ? people.Where(p => registered(world, new(city, p.Id))) : people;
    }

    static TaxEntry? Latest(WorldFolder world, Residence who) =>
        world.Taxes(who.Municipality).Of(who.Resident).FirstOrDefault(t => t.FiscalYear == world.FiscalYear);
}
