
namespace KioskSim.Paper.Certificates.FamilyRegisters;

/// <summary>戸籍の附票の写し.</summary>
/// <param name="Domicile">本籍; null when the applicant left it out, printed as 省略.</param>
/// <param name="Head">筆頭者; null as before.</param>
/// <param name="Persons">1 to <see cref="FamilyRegisterPage.MaxPersons"/>: all of the register, or those chosen.</param>
/// <param name="IsWhole">全部, as the attestation says, or 一部.</param>
public sealed record SupplementPage(string? Domicile, string? Head, IReadOnlyList<SupplementPerson> Persons, bool IsWhole)
    : CertificateRecord
{
    public override int SheetCount => SupplementFlow.Lay(this).Count;

    public override string Title => "戸籍の附票の写し";
}

/// <summary>One person of a supplement. Who left the register before 2022-01-11 has neither date of birth nor sex there.</summary>
public sealed record SupplementPerson
{
    public required string Name { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? Sex { get; init; }

    /// <summary>除籍: has left the register, and is marked so.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<SupplementAddress> Addresses { get; init; } = [];

    public override string ToString() => nameof(SupplementPerson);
}

/// <param name="Since">住所を定めた年月日</param>
public sealed record SupplementAddress(string Address, DateOnly Since)
{
    public override string ToString() => nameof(SupplementAddress);
}
