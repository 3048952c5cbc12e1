using KioskSim.Registers;
using KioskSim.World.Households;
using KioskSim.World.Names;

namespace KioskSim.World.Kin;

/// <summary>Where somebody was registered before: 従前戸籍, or 新本籍 of who left.</summary>
sealed record OtherRegister(string Place, string Head)
{
    public static OtherRegister Of(RegisterSketch register) => new(register.Place.Text, register.HeadName);

    /// <summary>As notes print it: the place, then the head.</summary>
    public string Text => Place + PersonName.Separator + Notes.Joined(Head);
}

enum Leaving
{
    None,
    Marriage,
    Divorce,
}

/// <summary>One person's line while a family register is composed: somebody of the household, or one of the invented others.</summary>
sealed class Life
{
    public required GivenName Given { get; init; }

    public required Sex Sex { get; init; }

    public required DateOnly Birth { get; init; }

    public required RegisterPlace Place { get; init; }

    /// <summary>Of the household; null for the others.</summary>
    public Draft? Draft { get; init; }

    /// <summary>The household's entry; null for the others, and for a member of the household who has left this register.</summary>
    public Person? Person { get; init; }

    public DateOnly? Death { get; set; }

    /// <summary>The day of coming into the register: birth, or the marriage that made it.</summary>
    public DateOnly Entered { get; set; }

    public Leaving Leaving { get; set; }

    public DateOnly? LeftOn { get; set; }

    /// <summary>For whom this person left.</summary>
    public string Partner { get; set; } = "";

    /// <summary>The register this person left for.</summary>
    public OtherRegister? Next { get; set; }

    /// <summary>The register this person came from; null for who was born into this one.</summary>
    public OtherRegister? Former { get; set; }

    /// <summary>Full name before the marriage.</summary>
    public string? FormerName { get; set; }

    public string? Father { get; set; }

    public string? Mother { get; set; }

    public string Relation { get; set; } = "";

    /// <summary>The day since when this person is 除籍.</summary>
    public DateOnly? RemovedOn => LeftOn is { } left && !(Death < left) ? left : Death;

    public bool DiedHere => Death is not null && Death == RemovedOn;

    public bool IsMale => Sex == Sex.Male;
}
