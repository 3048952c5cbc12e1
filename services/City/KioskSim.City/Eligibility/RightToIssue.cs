using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.Suppression;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Registers;

namespace KioskSim.City.Eligibility;

/// <summary>
/// Whether the city may issue what is asked for, to the person who asks. The first rule that is broken is what the citizen is told,
/// so rules about the choice come before rules about the person, and none tells more than the citizen may know.
/// </summary>
public sealed class RightToIssue(Suppressions suppressions, TimeProvider clock)
{
    const int SmallestAge = 15;

    /// <exception cref="FlowException">Why not.</exception>
    public void Check(Municipality city, KioskId kiosk, Application application, Applicant applicant)
    {
        CheckOffer(city, kiosk, application);
        CheckPerson(applicant);
        if (suppressions.Covers(applicant.Municipality, applicant.Person.Id, application.Kind))
            throw new FlowException(FlowErrorCode.IssueSuppressed);
        switch (application.Kind)
        {
            case CertificateKind.ResidentRecord:
                CheckHousehold(application, applicant);
                break;
            case CertificateKind.SealRegistration when applicant.Seal is null or { CancelledOn: not null }:
                throw new FlowException(FlowErrorCode.NoSealRegistered);
        }
    }

    /// <summary>Kind, options, copies, hours: what the city offers now (000-19, 000-25).</summary>
    public void CheckOffer(Municipality city, KioskId kiosk, Application application)
    {
        var now = clock.GetJapanNow();
        var offer = city.Find(application.Kind) ?? throw new FlowException(FlowErrorCode.KindNotOffered);
        if (city.ServiceStart > DateOnly.FromDateTime(now.DateTime))
            throw new FlowException(FlowErrorCode.MunicipalityUnknown, "the service has not started");
        switch (city.AvailabilityOf(offer, city.FindTerminal(kiosk), now))
        {
            case Availability.Closed:
                throw new FlowException(FlowErrorCode.Closed);
            case Availability.Suspended:
                throw new FlowException(FlowErrorCode.Suspended);
        }

        if ((application.Options & ~offer.Options) != 0)
            throw new FlowException(FlowErrorCode.KindNotOffered, "an option that the city does not offer");
        if (application.Copies.Count > offer.MostCopies)
            throw new FlowException(FlowErrorCode.TooManyCopies);
    }

    void CheckPerson(Applicant applicant)
    {
        var person = applicant.Person;
        switch (person.Standing.Status)
        {
            case ResidentStatus.MovedOut or ResidentStatus.MoveAnnounced:
                throw new FlowException(FlowErrorCode.MovedOut);
            case ResidentStatus.Deceased:
                throw new FlowException(FlowErrorCode.ApplicantUnknown);
        }

        if (person.AgeOn(clock.GetJapanToday()) < SmallestAge)
            throw new FlowException(FlowErrorCode.UnderAge);
        if (person.Protected)
            throw new FlowException(FlowErrorCode.IssueSuppressed);
    }

    // A move that anyone in the household has announced closes the record of all of them; so does anyone's protection, when shown.
    static void CheckHousehold(Application application, Applicant applicant)
    {
        var household = applicant.Registered.Household;
        if (household.MoveAnnounced)
            throw new FlowException(FlowErrorCode.MovedOut);
        if (application.Options.HasFlag(CertificateOptions.WholeHousehold) && household.Residents.Any(m => m.Protected))
            throw new FlowException(FlowErrorCode.IssueSuppressed);
    }
}
