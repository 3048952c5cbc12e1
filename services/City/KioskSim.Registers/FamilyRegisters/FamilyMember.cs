using System.Collections.Immutable;
using KioskSim.Domain.Values;

namespace KioskSim.Registers.FamilyRegisters;

/// <summary>戸籍に記録されている者: one person of a family register, and that person's lines of its supplement.</summary>
public sealed record FamilyMember
{
    /// <summary>Place in the register, from 1. Never given again, so that a member keeps it.</summary>
    public required int Number { get; init; }

    /// <summary>名: the given name only; the family name is the register's.</summary>
    public required string Given { get; init; }

    public string? GivenKana { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>父, the full name; null where none is recorded.</summary>
    public string? Father { get; init; }

    /// <summary>母</summary>
    public string? Mother { get; init; }

    /// <summary>父母との続柄: 長男, 二女 and so on.</summary>
    public required string Relation { get; init; }

    /// <summary>配偶者区分: 夫 or 妻; null for who is not married in this register.</summary>
    public string? Spouse { get; init; }

    /// <summary>除籍: married into another register, or dead.</summary>
    public bool Removed { get; init; }

    /// <summary>身分事項: 出生, 婚姻, 離婚, 死亡 and so on, oldest first.</summary>
    public ImmutableArray<RegisterNote> Notes { get; init; } = [];

    /// <summary>戸籍の附票: where the person has lived since coming into this register, oldest first.</summary>
    public ImmutableArray<SupplementEntry> Addresses { get; init; } = [];

    /// <summary>支援措置: protected from someone who may look for the address, which stands in the supplement.</summary>
    public bool Protected { get; init; }

    /// <summary>Where the person is a resident now, if in a city that takes part: what leads from a card to this line.</summary>
    public Residence? Residence { get; init; }

    public override string ToString() => $"member {Number}";
}

/// <summary>A line of a residents' register.</summary>
public sealed record Residence(MunicipalityCode Municipality, ResidentId Resident)
{
    public override string ToString() => $"resident {Resident} of {Municipality}";
}

/// <summary>A line of the supplement: an address and since when (住所を定めた年月日).</summary>
public sealed record SupplementEntry(string Address, DateOnly Since)
{
    public override string ToString() => "address (not shown)";
}
