using KioskSim.City.Eligibility;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Registers;

namespace KioskSim.City.Issuance.Records;

/// <summary>From the registers to what a certificate says.</summary>
static class RecordBuilder
{
    /// <param name="number">Opens the individual number of a person who is printed; null to leave numbers out.</param>
    public static CertificateRecord Build(Municipality city, Wanted wanted, Subject subject, Func<Person, IndividualNumber>? number) => wanted.Kind switch
    {
        CertificateKind.ResidentRecord => ResidentRecords.Record(wanted, subject.Resident!, number),
        CertificateKind.ResidentEntries => ResidentRecords.Entries(wanted, subject.Resident!, number),
        CertificateKind.SealRegistration => ResidentRecords.Seal(subject.Resident!),
        CertificateKind.FamilyRegister => FamilyRecords.Register(wanted, subject.Family!.Register),
        CertificateKind.FamilyRegisterSupplement => FamilyRecords.Supplement(wanted, subject.Family!.Register),
        CertificateKind.Tax => TaxRecords.Tax(city.Taxes, subject.Resident!, subject.Tax!),
        CertificateKind.Income => TaxRecords.Income(city.Taxes, subject.Resident!, subject.Tax!),
        _ => throw new ArgumentOutOfRangeException(nameof(wanted), wanted.Kind, "No certificate is made of this kind."),
    };

    public static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
