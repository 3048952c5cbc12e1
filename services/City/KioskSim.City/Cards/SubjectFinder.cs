using System.Security.Cryptography;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.UseRegistration;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Cards;

/// <summary>From a card that is believed to the person in the registers whom it stands for, as they are now; asked in steps 7, 9 and 12.</summary>
public sealed class SubjectFinder(CardCheck cards, FamilyRegisterCopy families, TaxCopy taxes, UseRegistrations uses, TimeProvider clock)
{
    /// <exception cref="FlowException">
    /// ApplicantUnknown: nobody's here. Of a family register also UseNotRegistered and UseRegistrationPending. Of a 住基カード what
    /// <see cref="CardCheck.FindHolder"/> says.
    /// </exception>
    public Subject Find(Municipality city, CertificateKind kind, AppliedCard card) => kind switch
    {
        CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement => FindInFamily(city.Code, card),
        CertificateKind.Tax or CertificateKind.Income => WithTax(city, cards.FindHolder(city.Code, card)),
        _ => Resident(city.Code, cards.FindHolder(city.Code, card)),
    };

    static Subject Resident(MunicipalityCode city, Applicant holder) => new(city, holder) { Source = holder.Source };

    Subject WithTax(Municipality city, Applicant holder)
    {
        var found = taxes.Find(city.Code, holder.Person.Id, city.Taxes.YearOn(clock.GetJapanToday()));
        return new(city.Code, holder, Tax: found?.Entry) { Source = found is null ? holder.Source : SHA256.HashData([.. holder.Source, .. found.Source]) };
    }

    // Who lives here is found by being a resident; who does not, or no longer, by having applied for use.
    Subject FindInFamily(MunicipalityCode city, AppliedCard card)
    {
        if (cards.TryFindHolder(city, card) is { } holder && holder.Person.Standing.Status != ResidentStatus.MovedOut)
        {
            var family = families.FindByResident(city, new(city, holder.Person.Id)) ?? throw new FlowException(FlowErrorCode.ApplicantUnknown, "in no register here");
            return new Subject(city, holder, family) { Source = family.Source };
        }

        if (card is not AppliedCard.Certificate certificate)
            throw new FlowException(FlowErrorCode.ApplicantUnknown);
        return uses.Find(city, certificate) switch
        {
            UseStanding.Granted(var register, var member) => families.Find(city, register, member) is { } family
                ? new Subject(city, null, family) { Source = family.Source }
                : throw new FlowException(FlowErrorCode.ApplicantUnknown, "in that register no more"),
            UseStanding.Pending => throw new FlowException(FlowErrorCode.UseRegistrationPending),
            _ => throw new FlowException(FlowErrorCode.UseNotRegistered),
        };
    }
}
