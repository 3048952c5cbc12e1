using KioskSim.Domain.Values;

namespace KioskSim.Registers;

/// <summary>
/// One line of the residents' register (住民票). Texts are what a record prints. <see cref="ToString"/> gives the city's own number
/// only, so that no log line can show a person.
/// </summary>
public sealed record Person
{
    /// <summary>The relationship every household has exactly once.</summary>
    public const string HeadRelationship = "世帯主";

    public required ResidentId Id { get; init; }

    public required HouseholdId Household { get; init; }

    public required PersonName Name { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required Sex Sex { get; init; }

    /// <summary>世帯主との続柄: 世帯主, 妻, 子, 子の妻, 子の子, 父, 妻の母, 同居人 and so on.</summary>
    public required string Relationship { get; init; }

    /// <summary>住民となった日: since when the person has lived in this municipality without a break.</summary>
    public required DateOnly ResidentSince { get; init; }

    /// <summary>住所を定めた日: since when at this address; not before <see cref="ResidentSince"/>.</summary>
    public required DateOnly AddressSince { get; init; }

    /// <summary>前住所: the address before this one; null for someone who has lived here from birth.</summary>
    public string? PreviousAddress { get; init; }

    /// <summary>
    /// 個人番号, in the clear: this is the city's own residents' register, where it belongs. The issuance server, which takes a copy of
    /// the register, seals it (000-43).
    /// </summary>
    public required IndividualNumber IndividualNumber { get; init; }

    /// <summary>本籍 and 筆頭者; null for foreign residents and only for them.</summary>
    public Domicile? Domicile { get; init; }

    /// <summary>What a record of a foreign resident shows instead of the domicile; null for Japanese nationals and only for them.</summary>
    public ForeignResident? Foreign { get; init; }

    public Standing Standing { get; init; } = Standing.Current;

    /// <summary>支援措置: protected from someone who may look for the address; no kiosk issues anything for this person.</summary>
    public bool Protected { get; init; }

    public bool IsHead => Relationship == HeadRelationship;

    public int AgeOn(DateOnly day) => Age.On(BirthDate, day);

    public override string ToString() => $"resident {Id}";
}

public enum Sex
{
    /// <summary>男</summary>
    Male = 1,

    /// <summary>女</summary>
    Female = 2,
}
