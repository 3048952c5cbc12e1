using KioskSim.City.Eligibility;
using KioskSim.City.Registry;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Certificates.Entries;
using KioskSim.Registers;

namespace KioskSim.City.Issuance.Records;

/// <summary>住民票の写し, 住民票記載事項証明書, 印鑑登録証明書.</summary>
static class ResidentRecords
{
    public static ResidentRecordPage Record(Wanted wanted, Applicant applicant, Func<Person, IndividualNumber>? number) =>
        new(applicant.Registered.Household.Address, Head(wanted, applicant), Members(wanted, applicant, number), IsWhole(wanted, applicant));

    public static ResidentEntriesPage Entries(Wanted wanted, Applicant applicant, Func<Person, IndividualNumber>? number) =>
        new(applicant.Registered.Household.Address, Head(wanted, applicant), Members(wanted, applicant, number), IsWhole(wanted, applicant));

    public static SealRegistrationPage Seal(Applicant applicant)
    {
        var (person, seal) = (applicant.Person, applicant.Seal!);
        return new SealRegistrationPage(
            new SealImprint(seal.Inscription), person.Name.Text, RecordBuilder.NullIfEmpty(person.Name.Kana), person.Name.FormerFamily ?? person.Foreign?.Alias,
            person.BirthDate, person.Foreign is not null, applicant.Registered.Household.Address, seal.Number.ToString("D6"), seal.RegisteredOn);
    }

    static string? Head(Wanted wanted, Applicant applicant) =>
        wanted.Options.HasFlag(CertificateOptions.Relationship) ? applicant.Registered.Household.Head.Name.Text : null;

    static List<ResidentMember> Members(Wanted wanted, Applicant applicant, Func<Person, IndividualNumber>? number) =>
        [.. Shown(wanted, applicant).Select(p => Member(p, wanted.Options, number))];

    static IEnumerable<Person> Shown(Wanted wanted, Applicant applicant) =>
        applicant.Registered.Household.Residents.Where(p => wanted.Members.Contains(p.Id.Value));

    static bool IsWhole(Wanted wanted, Applicant applicant) => Shown(wanted, applicant).Count() == applicant.Registered.Household.Residents.Count();

    static ResidentMember Member(Person person, CertificateOptions options, Func<Person, IndividualNumber>? number)
    {
        var domicile = options.HasFlag(CertificateOptions.Domicile) ? person.Domicile : null;
        return new ResidentMember
        {
            Name = person.Name.Text,
            Kana = RecordBuilder.NullIfEmpty(person.Name.Kana),
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
}
