
namespace KioskSim.Paper.Certificates.Entries;

/// <summary>住民票記載事項証明書. Null is an item the applicant did not ask for, or that the record has not: there is no row for it.</summary>
/// <param name="HeadOfHousehold">世帯主</param>
/// <param name="Members">In the record's order; 1 to <see cref="ResidentRecordPage.MaxMembers"/>.</param>
/// <param name="IsWholeHousehold">世帯全員, as the attestation says, or 世帯の一部.</param>
public sealed record ResidentEntriesPage(
    string Address, string? HeadOfHousehold, IReadOnlyList<ResidentMember> Members, bool IsWholeHousehold)
    : CertificateRecord
{
    public override int SheetCount => EntriesFlow.Lay(this).Count;

    public override string Title => "住民票記載事項証明書";
}
