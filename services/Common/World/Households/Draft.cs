using KioskSim.Registers;
using KioskSim.World.Names;
using KioskSim.World.Places;

namespace KioskSim.World.Households;

/// <summary>
/// 戸籍 as far as a residents' record tells of it: the family name all in it bear, who heads it, where it is kept. Who share one share the object.
/// </summary>
sealed record RegisterSketch(FamilyName Family, GivenName Head, DomicilePlace Place)
{
    /// <summary>The marriage that made it, where its day is known.</summary>
    public DateOnly? Married { get; init; }

    /// <summary>What became of the marriage of who stands in it as head or spouse alone.</summary>
    public MarriageEnd End { get; init; }

    /// <summary>筆頭者の氏名</summary>
    public string HeadName => Family.With(Head).Text;

    public Domicile ToDomicile() => new(Place.Text, HeadName, Place.Municipality);
}

enum MarriageEnd
{
    /// <summary>It lasts, or ended by the death of whoever is not in the household.</summary>
    None,
    Death,
    Divorce,

    /// <summary>There was none: an unmarried mother with her children.</summary>
    NeverMarried,
}

/// <summary>Which of a family register's lines is a person's.</summary>
enum RegisterPlace
{
    Child,
    Head,
    Spouse,
}

/// <summary>A person while the household is composed. A Japanese national has a register, a foreign resident the foreign items.</summary>
sealed class Draft
{
    public required Sex Sex { get; init; }

    public required DateOnly Birth { get; init; }

    /// <summary>Empty for a foreign resident, whose name is one text.</summary>
    public GivenName Given { get; init; } = new("", "");

    public required string Relationship { get; set; }

    public RegisterSketch? Register { get; init; }

    public RegisterPlace Place { get; init; }

    /// <summary>The register this person left for the present one, and as whom, where somebody else of the household is in it.</summary>
    public (RegisterSketch Register, RegisterPlace As)? Left { get; set; }

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
