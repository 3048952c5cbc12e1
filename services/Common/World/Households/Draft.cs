using KioskSim.Registers;
using KioskSim.World.Names;
using KioskSim.World.Places;

namespace KioskSim.World.Households;

/// <summary>戸籍 as far as a residents' record tells of it: the family name all in it bear, who heads it, where it is kept.</summary>
sealed record FamilyRegister(FamilyName Family, GivenName Head, DomicilePlace Place)
{
    public Domicile ToDomicile() => new(Place.Text, Family.Text + PersonName.Separator + Head.Text, Place.Municipality);
}

/// <summary>A person while the household is composed. A Japanese national has a register, a foreign resident the foreign items.</summary>
sealed class Draft
{
    public required Sex Sex { get; init; }

    public required DateOnly Birth { get; init; }

    /// <summary>Empty for a foreign resident, whose name is one text.</summary>
    public GivenName Given { get; init; } = new("", "");

    public required string Relationship { get; set; }

    public FamilyRegister? Register { get; init; }

    public FamilyName? FormerFamily { get; init; }

    public ForeignResident? Foreign { get; init; }

    /// <summary>The registered name of a foreign resident; a Japanese national's is the register's family name and the given one.</summary>
    public PersonName? ForeignName { get; init; }

    /// <summary>The day this person came to a household that was there before: by marriage, or an old parent taken in.</summary>
    public DateOnly? Joined { get; set; }

    public DateOnly ResidentSince { get; set; }

    public DateOnly AddressSince { get; set; }

    public string? PreviousAddress { get; set; }

    public Standing Standing { get; set; } = Standing.Current;

    public bool Protected { get; set; }

    public int AgeOn(DateOnly day) => Age.On(Birth, day);
}
