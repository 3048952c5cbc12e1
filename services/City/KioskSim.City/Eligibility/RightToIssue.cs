using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.Suppression;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using static KioskSim.Domain.Values.CertificateOptions;

namespace KioskSim.City.Eligibility;

/// <summary>What is asked for, with those who are to be printed.</summary>
/// <param name="Members">Numbers of residents, or of members of the family register; see <see cref="Choosable"/>.</param>
public sealed record Wanted(CertificateKind Kind, Copies Copies, CertificateOptions Options, IReadOnlyList<long> Members);

/// <summary>
/// Whether the city may issue what is asked for, to the person who asks. The first rule that is broken is what the citizen is told,
/// so rules about the choice come before rules about the person, and none tells more than the citizen may know.
/// </summary>
public sealed class RightToIssue(Notices notices, OlderSuppressions older, FeedStates feeds, TimeProvider clock)
{
    const int SmallestAge = 15;

    /// <exception cref="FlowException">Why not.</exception>
    public void Check(Municipality city, KioskId kiosk, Wanted wanted, Subject subject)
    {
        CheckOffer(city, kiosk, wanted.Kind, wanted.Options, wanted.Copies);
        CheckPerson(subject);
        if (subject.Resident is { Person.Id: var resident } && older.Cover(city.Code, resident, wanted.Kind))
            throw new FlowException(FlowErrorCode.IssueSuppressed);
        switch (wanted.Kind)
        {
            case CertificateKind.ResidentRecord or CertificateKind.ResidentEntries:
                CheckHousehold(wanted, subject.Resident!);
                break;
            case CertificateKind.SealRegistration when subject.Resident!.Seal is null or { CancelledOn: not null }:
                throw new FlowException(FlowErrorCode.NoSealRegistered);
            case CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement:
                CheckFamily(wanted, subject);
                break;
            case CertificateKind.Tax or CertificateKind.Income when subject.Tax is null:
                throw new FlowException(FlowErrorCode.NoTaxRecord);
        }
    }

    /// <summary>Kind, options, copies, hours: what the city offers now at that kiosk (000-19, 000-25).</summary>
    public void CheckOffer(Municipality city, KioskId kiosk, CertificateKind kind, CertificateOptions options, Copies copies)
    {
        var now = clock.GetJapanNow();
        var offer = city.Find(kind) ?? throw new FlowException(FlowErrorCode.KindNotOffered);
        if (city.ServiceStart > DateOnly.FromDateTime(now.DateTime))
            throw new FlowException(FlowErrorCode.MunicipalityUnknown, "the service has not started");
        switch (feeds.AvailabilityOf(city, offer, city.FindTerminal(kiosk), now))
        {
            case Availability.Closed:
                throw new FlowException(FlowErrorCode.Closed);
            case Availability.Suspended:
                throw new FlowException(FlowErrorCode.Suspended, Why(city, kind));
        }

        if ((options & ~offer.Options) != 0 || options.HasFlag(WholeHousehold | ChosenMembers))
            throw new FlowException(FlowErrorCode.KindNotOffered, "an option that the city does not offer");
        if (copies.Count > offer.MostCopies)
            throw new FlowException(FlowErrorCode.TooManyCopies);
    }

    string? Why(Municipality city, CertificateKind kind) =>
        feeds.AreRestored() ? "the tables were read back from a backup" : feeds.AreTooOld(city, kind) ? "the copy of a register is too old" : null;

    void CheckPerson(Subject subject)
    {
        switch (subject.Resident?.Person.Standing.Status)
        {
            case ResidentStatus.MovedOut or ResidentStatus.MoveAnnounced:
                throw new FlowException(FlowErrorCode.MovedOut);
            case ResidentStatus.Deceased:
                throw new FlowException(FlowErrorCode.ApplicantUnknown);
        }

        if (Age.On(subject.BirthDate, clock.GetJapanToday()) < SmallestAge)
            throw new FlowException(FlowErrorCode.UnderAge);
        if (subject.Protected)
            throw new FlowException(FlowErrorCode.IssueSuppressed);
    }

    // A move that anyone in the household has announced closes the record of all of them; so does anyone's protection, when shown.
    static void CheckHousehold(Wanted wanted, Applicant applicant)
    {
        var household = applicant.Registered.Household;
        if (household.MoveAnnounced)
            throw new FlowException(FlowErrorCode.MovedOut);
        if (household.Residents.Any(m => m.Protected && wanted.Members.Contains(m.Id.Value)))
            throw new FlowException(FlowErrorCode.IssueSuppressed);
    }

    // A notice stops the whole register (000-73); whose address must not be found, of that person no line of the supplement is shown.
    void CheckFamily(Wanted wanted, Subject subject)
    {
        var register = subject.Family!.Register;
        if (notices.Cover(subject.Municipality, register.Id))
            throw new FlowException(FlowErrorCode.IssueSuppressed);
        if (wanted.Kind == CertificateKind.FamilyRegisterSupplement && register.Members.Any(m => m.Protected && wanted.Members.Contains(m.Number)))
            throw new FlowException(FlowErrorCode.IssueSuppressed);
    }
}
