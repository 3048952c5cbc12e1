using KioskSim.City.Registry;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Certificates;
using KioskSim.Registers;

namespace KioskSim.City.Issuance;

/// <summary>From the registers to what a certificate says.</summary>
static class RecordBuilder
{
    /// <param name="number">Opens the individual number of a person who is printed; null to leave numbers out.</param>
    public static CertificateRecord Build(Application application, Applicant applicant, Func<Person, IndividualNumber>? number) => application.Kind switch
    {
        CertificateKind.ResidentRecord => ResidentRecord(application.Options, applicant, number),
        CertificateKind.SealRegistration => SealRegistration(applicant),
        _ => throw new FlowException(FlowErrorCode.KindNotOffered),
    };

    static ResidentRecordPage ResidentRecord(CertificateOptions options, Applicant applicant, Func<Person, IndividualNumber>? number)
    {
        var household = applicant.Registered.Household;
        var whole = options.HasFlag(CertificateOptions.WholeHousehold);
        var shown = whole ? household.Residents : [applicant.Person];
        return new ResidentRecordPage(
            household.Address,
            options.HasFlag(CertificateOptions.Relationship) ? household.Head.Name.Text : null,
            [.. shown.Select(p => Member(p, options, number))],
            whole || household.Residents.Count() == 1);
    }

    static ResidentMember Member(Person person, CertificateOptions options, Func<Person, IndividualNumber>? number)
    {
        var domicile = options.HasFlag(CertificateOptions.Domicile) ? person.Domicile : null;
        return new ResidentMember
        {
            Name = person.Name.Text,
            Kana = person.Name.Kana is { Length: > 0 } kana ? kana : null,
            FormerName = person.Name.FormerFamily,
            BirthDate = person.BirthDate,
            Sex = person.Sex == Sex.Male ? "男" : "女",
            ResidentSince = person.ResidentSince,
            AddressSince = person.AddressSince,
            PreviousAddress = person.PreviousAddress,
            Relationship = options.HasFlag(CertificateOptions.Relationship) ? person.Relationship : null,
            Domicile = domicile?.Place,
            HeadOfRegister = domicile?.Head,
            IndividualNumber = options.HasFlag(CertificateOptions.IndividualNumber) ? number?.Invoke(person).Reveal() : null,
            Foreign = person.Foreign is { } foreign ? Foreign(foreign, options.HasFlag(CertificateOptions.ForeignItems)) : null,
        };
    }

    // The alias is part of how the person is called; the other items are printed only on demand.
    static ForeignItems Foreign(ForeignResident foreign, bool items) => items
        ? new ForeignItems
        {
            Alias = foreign.Alias,
            Nationality = foreign.Nationality,
            Category = CategoryName(foreign.Category),
            Status = foreign.Status,
            Period = foreign.Period,
            Expiry = foreign.ExpiresOn,
            CardNumber = foreign.CardNumber,
        }
        : new ForeignItems { Alias = foreign.Alias };

    static string CategoryName(Article30_45 category) => category switch
    {
        Article30_45.MidToLongTermResident => "中長期在留者",
        Article30_45.SpecialPermanentResident => "特別永住者",
        Article30_45.TemporaryRefuge => "一時庇護許可者又は仮滞在許可者",
        Article30_45.TransitionalResident => "出生による経過滞在者又は国籍喪失による経過滞在者",
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    static SealRegistrationPage SealRegistration(Applicant applicant)
    {
        var person = applicant.Person;
        var seal = applicant.Seal ?? throw new FlowException(FlowErrorCode.NoSealRegistered);
        return new SealRegistrationPage(
            new SealImprint(seal.Inscription), person.Name.Text, person.Name.Kana is { Length: > 0 } kana ? kana : null,
            person.Name.FormerFamily ?? person.Foreign?.Alias, person.BirthDate, person.Foreign is not null,
            applicant.Registered.Household.Address, seal.Number.ToString("D6"), seal.RegisteredOn);
    }
}
