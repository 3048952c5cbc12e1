
namespace KioskSim.Paper.Certificates;

/// <summary>住民票の写し. Null is an item the applicant left out, printed as 省略, unless it says otherwise.</summary>
/// <param name="HeadOfHousehold">世帯主</param>
/// <param name="Members">In the record's order; 1 to <see cref="MaxMembers"/>.</param>
/// <param name="IsWholeHousehold">世帯全員, as the attestation says, or 世帯の一部.</param>
public sealed record ResidentRecordPage(
    string Address, string? HeadOfHousehold, IReadOnlyList<ResidentMember> Members, bool IsWholeHousehold)
    : CertificateRecord
{
    public const int MaxMembers = 100;

    public override int SheetCount => Math.Max(1, (Members.Count - 1) / ResidentRecordLayout.MembersPerSheet + 1);

    public override string Title => "住民票の写し";
}

/// <summary>One person of a resident record. The first group is printed or blank, the second printed or 省略.</summary>
public sealed record ResidentMember
{
    public required string Name { get; init; }

    public string? Kana { get; init; }

    /// <summary>旧氏 of a national.</summary>
    public string? FormerName { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required string Sex { get; init; }

    /// <summary>住民となった年月日</summary>
    public required DateOnly ResidentSince { get; init; }

    /// <summary>住所を定めた年月日</summary>
    public DateOnly? AddressSince { get; init; }

    public string? PreviousAddress { get; init; }

    /// <summary>続柄</summary>
    public string? Relationship { get; init; }

    /// <summary>本籍 of a national.</summary>
    public string? Domicile { get; init; }

    /// <summary>筆頭者 of a national.</summary>
    public string? HeadOfRegister { get; init; }

    /// <summary>個人番号: 12 digits.</summary>
    public string? IndividualNumber { get; init; }

    /// <summary>Null for a national.</summary>
    public ForeignItems? Foreign { get; init; }

    public override string ToString() => nameof(ResidentMember);
}

/// <summary>What a foreign resident's record has in place of domicile and register.</summary>
public sealed record ForeignItems
{
    /// <summary>通称; printed or blank.</summary>
    public string? Alias { get; init; }

    /// <summary>国籍・地域</summary>
    public string? Nationality { get; init; }

    /// <summary>住民基本台帳法第30条の45に規定する区分: 中長期在留者, 特別永住者 ...</summary>
    public string? Category { get; init; }

    /// <summary>在留資格</summary>
    public string? Status { get; init; }

    /// <summary>在留期間等</summary>
    public string? Period { get; init; }

    /// <summary>在留期間の満了の日</summary>
    public DateOnly? Expiry { get; init; }

    /// <summary>在留カード等の番号</summary>
    public string? CardNumber { get; init; }

    public override string ToString() => nameof(ForeignItems);
}
