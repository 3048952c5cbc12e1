using KioskSim.City.Registry;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;

namespace KioskSim.City.Eligibility;

/// <summary>
/// 世帯の一部, 個人事項: whom an applicant may choose from, and who was chosen. Members are told by relationship and year of birth, and go
/// from there by the registers' own numbers, so that nobody takes another's place when a register changes in between.
/// </summary>
public static class Choosable
{
    /// <summary>Numbers of residents, or of members of the family register, in the order of the list.</summary>
    public static IReadOnlyList<long> Numbers(Subject subject, CertificateKind kind) => IsFamily(kind)
        ? [.. subject.Family!.Register.Members.Select(m => (long)m.Number)]
        : [.. subject.Resident!.Registered.Household.Residents.Select(p => p.Id.Value)];

    public static MemberList List(Subject subject, CertificateKind kind, SessionId session) => new(
        IsFamily(kind)
            ? subject.Family!.Register.Members.Select(m => new ListedMember(Fitting(m.Spouse ?? m.Relation), m.BirthDate.Year))
            : subject.Resident!.Registered.Household.Residents.Select(p => new ListedMember(Fitting(p.Relationship), p.BirthDate.Year)),
        session);

    /// <summary>Who is to be printed: all, those who were chosen, or the applicant alone.</summary>
    /// <exception cref="FlowException">BadRequest: nobody was chosen. SessionExpired: the register has changed since the list was shown.</exception>
    public static IReadOnlyList<long> Chosen(Subject subject, Application application, SessionId session)
    {
        var all = Numbers(subject, application.Kind);
        if (application.Options.HasFlag(CertificateOptions.WholeHousehold))
            return all;
        if (!application.Options.HasFlag(CertificateOptions.ChosenMembers))
            return [IsFamily(application.Kind) ? subject.Family!.Member.Number : subject.Resident!.Person.Id.Value];
        if (List(subject, application.Kind, session).Digest != application.Members.List)
            throw new FlowException(FlowErrorCode.SessionExpired, "the register changed while members were chosen");
        var chosen = all.Where((_, i) => application.Members.Has(i + 1)).ToList();
        return chosen.Count > 0 ? chosen : throw new FlowException(FlowErrorCode.BadRequest, "nobody was chosen");
    }

    /// <summary>Later than at the first time: whoever was to be printed is still there, and who is there of 世帯全員 was to be printed.</summary>
    /// <exception cref="FlowException">SessionExpired: the register has changed.</exception>
    public static void CheckUnchanged(Subject subject, Wanted wanted)
    {
        var all = Numbers(subject, wanted.Kind);
        if (wanted.Options.HasFlag(CertificateOptions.WholeHousehold) ? !all.SequenceEqual(wanted.Members) : !wanted.Members.All(all.Contains))
            throw new FlowException(FlowErrorCode.SessionExpired, "the register changed since prepare");
    }

    public static bool IsFamily(CertificateKind kind) => kind is CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement;

    // A relationship that is longer than the list takes is told by its first part.
    static string Fitting(string relation)
    {
        while (System.Text.Encoding.UTF8.GetByteCount(relation) > ListedMember.LongestRelation)
            relation = relation[..^1];
        return relation;
    }
}
