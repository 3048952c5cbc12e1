using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters;

/// <summary>Whom to look for in a base register, for a demonstration or a test. Null: either way.</summary>
public sealed record ResidentFilter
{
    /// <summary>Still on the register today, with or without an announced move.</summary>
    public bool? Resident { get; init; }

    public ResidentStatus? Status { get; init; }

    /// <summary>Born on this day or later.</summary>
    public DateOnly? BornFrom { get; init; }

    /// <summary>Born on this day or earlier.</summary>
    public DateOnly? BornTo { get; init; }

    /// <summary>支援措置</summary>
    public bool? Protected { get; init; }

    public bool? Foreign { get; init; }

    /// <summary>Any of these traits; none: any name.</summary>
    public NameTrait Name { get; init; }

    /// <summary>A seal registration in force.</summary>
    public bool? Seal { get; init; }

    /// <summary>A seal registration that was cancelled, and none in force.</summary>
    public bool? CancelledSeal { get; init; }

    public bool? Certificate { get; init; }

    /// <summary>Has, or had, such a 住基カード.</summary>
    public JukiCardFilter? JukiCard { get; init; }

    /// <summary>Whose family register this city keeps.</summary>
    public MunicipalityCode? Domicile { get; init; }

    /// <summary>Who keeps the person's family register, seen from this city.</summary>
    public DomicileKeeper? Keeper { get; init; }

    /// <summary>In the city without a break since this day or an earlier one.</summary>
    public DateOnly? ResidentBy { get; init; }

    /// <summary>Households of at least so many people, whether they still live there or not.</summary>
    public int? HouseholdOf { get; init; }

    // Values are numbers and digits only, so none can change the meaning of the condition.
    internal string Condition
    {
        get
        {
            List<string> all = ["1"];
            Is(Resident, "p.status IN (1, 2)");
            Is(Protected, "p.protected");
            Is(Foreign, "p.nationality IS NOT NULL");
            Is(Seal, SealInForce);
            Is(CancelledSeal, $"EXISTS (SELECT 1 FROM seal s WHERE s.resident = p.id) AND NOT {SealInForce}");
            Is(Certificate, "EXISTS (SELECT 1 FROM certificate c WHERE c.resident = p.id)");
            When(Status, status => $"p.status = {(int)status}");
            When(BornFrom, day => $"p.birth_date >= {StoredDate.Of(day)}");
            When(BornTo, day => $"p.birth_date <= {StoredDate.Of(day)}");
            if (JukiCard is { } card)
                all.Add(card.Condition);
            When(Domicile, city => $"p.domicile_city = '{city}'");
            When(Keeper, keeper => keeper switch
            {
                DomicileKeeper.ThisCity => $"p.domicile_city = {ThisCity}",
                DomicileKeeper.AnotherCity => $"p.domicile_city <> {ThisCity}",
                _ => "p.domicile_place IS NOT NULL AND p.domicile_city IS NULL",
            });
            When(ResidentBy, day => $"p.resident_since <= {StoredDate.Of(day)}");
            When(HouseholdOf, people => $"(SELECT count(*) FROM person m WHERE m.household = p.household) >= {people}");
            if (Name != NameTrait.None)
                all.Add($"p.name_traits & {(int)Name}");
            return string.Join(" AND ", all);

            void Is(bool? wanted, string condition)
            {
                if (wanted is { } yes)
                    all.Add(yes ? $"({condition})" : $"NOT ({condition})");
            }

            void When<T>(T? wanted, Func<T, string> condition)
                where T : struct
            {
                if (wanted is { } value)
                    all.Add(condition(value));
            }
        }
    }

    const string ThisCity = "(SELECT municipality FROM register)";

    const string SealInForce = "EXISTS (SELECT 1 FROM seal s WHERE s.resident = p.id AND s.cancelled_on IS NULL)";
}

/// <summary>Where somebody's family register is, seen from the city the person lives in.</summary>
public enum DomicileKeeper
{
    ThisCity = 1,

    /// <summary>Another that takes part: at a kiosk after 利用登録.</summary>
    AnotherCity,

    /// <summary>None that takes part.</summary>
    Outside,
}

/// <summary>A 住基カード by the day of its issue, both ends included, and whether it was returned.</summary>
public sealed record JukiCardFilter(DateOnly IssuedFrom, DateOnly IssuedTo, bool Returned = false)
{
    internal string Condition =>
        $"EXISTS (SELECT 1 FROM juki_card j WHERE j.resident = p.id AND j.issued_on BETWEEN {StoredDate.Of(IssuedFrom)} AND {StoredDate.Of(IssuedTo)}"
        + $" AND j.returned_on IS {(Returned ? "NOT " : "")}NULL)";
}
