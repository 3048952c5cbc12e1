namespace KioskSim.Registers;

/// <summary>第30条の45に規定する区分: which row of that article's table a foreign resident belongs to.</summary>
public enum Article30_45
{
    /// <summary>中長期在留者</summary>
    MidToLongTermResident = 1,

    /// <summary>特別永住者</summary>
    SpecialPermanentResident,

    /// <summary>一時庇護許可者又は仮滞在許可者</summary>
    TemporaryRefuge,

    /// <summary>出生による経過滞在者又は国籍喪失による経過滞在者</summary>
    TransitionalResident,
}

/// <summary>
/// What the residents' record of a foreign resident holds beside the common items. A status, period or number is null where the
/// category has none.
/// </summary>
/// <param name="Nationality">国籍・地域</param>
/// <param name="Category">第30条の45に規定する区分</param>
/// <param name="RomanName">Name in Roman letters, family name first, as the residence card prints it.</param>
public sealed record ForeignResident(string Nationality, Article30_45 Category, string RomanName)
{
    /// <summary>通称, the Japanese name the person uses, registered beside the legal one; and its reading.</summary>
    public string? Alias { get; init; }

    public string? AliasKana { get; init; }

    /// <summary>在留資格, such as 永住者, 技能実習2号ロ, 技術・人文知識・国際業務.</summary>
    public string? Status { get; init; }

    /// <summary>在留期間等, such as 3年; null also for permanent residents, whose stay has no limit.</summary>
    public string? Period { get; init; }

    /// <summary>在留期間の満了の日</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>在留カード番号 or 特別永住者証明書番号: two letters, eight digits, two letters.</summary>
    public string? CardNumber { get; init; }

    public override string ToString() => "foreign resident (not shown)";
}
