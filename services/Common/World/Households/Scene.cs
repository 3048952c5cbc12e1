using KioskSim.Registers;
using KioskSim.World.Chance;
using KioskSim.World.Names;
using KioskSim.World.Places;

namespace KioskSim.World.Households;

/// <summary>Everything the lists offer, shared by all households of a world.</summary>
sealed class Lists
{
    public JapaneseNames Japanese { get; } = new();

    public ForeignNames Foreign { get; } = new();

    public Atlas Atlas { get; } = new();
}

/// <summary>One household being composed: its home, its people so far in the record's order, and the means to add more.</summary>
sealed class Scene(Lists lists, City city, DateOnly asOf, NameClass names, Dice dice)
{
    readonly HashSet<string> _taken = [];

    public Lists Lists => lists;

    public City City => city;

    public DateOnly AsOf => asOf;

    public Dice Dice => dice;

    public NameClass Names => names;

    /// <summary>The family name the household is known by; the one a difficult household has its difficulty from.</summary>
    public FamilyName Family { get; } = lists.Japanese.Family(names, dice);

    public List<Draft> Members { get; } = [];

    public Home Home { get; private set; } = null!;

    /// <summary>Whether the family has lived here for generations.</summary>
    public bool Rooted { get; private set; }

    /// <summary>How long ago the household may have moved here at most, in years.</summary>
    public int LongestStay { get; private set; } = 45;

    /// <summary>Called first, by each kind of household.</summary>
    public void MakeHome(int flatPerMille, int rootedPerMille, int longestStay = 45)
    {
        Rooted = dice.Chance(rootedPerMille);
        LongestStay = longestStay;
        Home = lists.Atlas.Home(city, Rooted ? 0 : flatPerMille, dice);
    }

    /// <summary>A birthday that makes someone this old today; both ends included.</summary>
    public DateOnly Born(int youngest, int oldest) => dice.Day(asOf.AddYears(-oldest - 1).AddDays(1), asOf.AddYears(-youngest));

    public FamilyName OtherFamily() => OtherFamily(dice);

    public FamilyName OtherFamily(Dice own)
    {
        while (true)
        {
            var family = lists.Japanese.Family(NameClass.Common, own);
            if (family.Text != Family.Text)
                return family;
        }
    }

    /// <summary>A given name that nobody else in the household is called by.</summary>
    public GivenName Given(Sex sex, DateOnly birth) => lists.Japanese.Given(sex, birth.Year, dice, name => Take(name.Text, name.Kana));

    /// <summary>True the first time: two people under one roof are not written alike, nor called alike.</summary>
    public bool Take(string name, string reading)
    {
        if (_taken.Contains(name) || _taken.Contains(reading))
            return false;
        _taken.Add(name);
        _taken.Add(reading);
        return true;
    }

    /// <summary>The place of a register: a rooted family's is mostly its home.</summary>
    public DomicilePlace DomicilePlace() =>
        dice.Chance(Rooted ? 850 : 250) ? Atlas.DomicileAt(Home) : lists.Atlas.Domicile(city, dice);

    /// <summary>The register of a person who never married: the father stands at its head.</summary>
    public RegisterSketch ParentsRegister(FamilyName family, DateOnly birth) =>
        new(
            family,
            lists.Japanese.Given(Sex.Male, birth.Year - dice.Between(24, 36), dice),
            Rooted ? DomicilePlace() : lists.Atlas.Domicile(city, dice));

    public Draft Add(Draft draft)
    {
        Members.Add(draft);
        return draft;
    }
}
