using System.Collections.Immutable;

namespace KioskSim.Registers;

/// <summary>世帯: the people one residents' record page shows together.</summary>
/// <param name="Address">Where they live, from the prefecture's name to the room, as the record prints it.</param>
/// <param name="Members">
/// In the record's order: head, spouse, children with their families, parents, others; then those who died or moved out while the
/// others stayed, with the relationship they had. Exactly one has <see cref="Person.HeadRelationship"/>.
/// </param>
public sealed record Household(HouseholdId Id, string Address, ImmutableArray<Person> Members)
{
    /// <summary>世帯主</summary>
    public Person Head => Members.First(m => m.IsHead);

    /// <summary>Those a record issued today would show: neither dead nor moved out.</summary>
    public IEnumerable<Person> Residents => Members.Where(m => m.Standing.IsResident);

    /// <summary>Someone has announced a move out: no record of anyone in the household is issued until it is done.</summary>
    public bool MoveAnnounced => Members.Any(m => m.Standing.Status == ResidentStatus.MoveAnnounced);

    public override string ToString() => $"household {Id}";
}
