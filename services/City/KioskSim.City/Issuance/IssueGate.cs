using KioskSim.City.Audit;
using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.City.Issuance;

/// <summary>
/// The three moments at which the city may still say no: before a token is out, before a certificate is made, before it is handed out. Each
/// time it looks at the registers as they are then. What it said yes to at the third stands: from there the paper is the citizen's.
/// </summary>
public sealed class IssueGate(RightToIssue right, SubjectFinder subjects, IssueLedger ledger, AuditLog audit)
{
    /// <summary>Kind, options, copies, hours: before anything is looked up about a person.</summary>
    /// <exception cref="FlowException">Why not.</exception>
    public Subject Find(Municipality city, KioskId kiosk, CertificateKind kind, CertificateOptions options, Copies copies, AppliedCard card)
    {
        right.CheckOffer(city, kiosk, kind, options, copies);
        return subjects.Find(city, kind, card);
    }

    /// <summary>Step 7.</summary>
    /// <exception cref="FlowException">Why not.</exception>
    public void Check(Municipality city, KioskId kiosk, Wanted wanted, Subject subject) => right.Check(city, kiosk, wanted, subject);

    /// <summary>Step 9: the token is spent whether or not the certificate may be made.</summary>
    /// <exception cref="FlowException">Why not.</exception>
    public (IssueRecord Issue, Subject Subject) Redeem(Municipality city, SessionId session, ReadOnlySpan<byte> token, TimeSpan life)
    {
        var issue = ledger.Redeem(city.Code, session, token, life);
        return (issue, FindAgain(city, issue));
    }

    /// <summary>The end of step 9: what the certificate was made from, and that it was made, before it leaves.</summary>
    public void MadeFrom(Municipality city, SessionId session, Wanted wanted, Subject subject) => ledger.MadeFrom(city.Code, session, subject.Source, c =>
        audit.Append(c, AuditEvent.CertificateIssued, city.Code, session, subject.ResidentNumber, What(wanted, subject)));

    /// <summary>Step 12, in one transaction: nothing can happen between the look and the yes (000-73).</summary>
    /// <exception cref="FlowException">Why not.</exception>
    public void Release(Municipality city, IssueRecord issue)
    {
        var session = SessionId.Parse(issue.Session);
        ledger.Release(city.Code, session, c =>
        {
            var subject = FindAgain(city, issue);

            // An entry may have been approved and its suppression lifted since the certificate was made: what is printed is of yesterday.
            if (!subject.Source.AsSpan().SequenceEqual(issue.Source))
                throw new FlowException(FlowErrorCode.SessionExpired, "the register changed between issue and release");
            audit.Append(c, AuditEvent.CertificateReleased, city.Code, session, subject.ResidentNumber, What(issue.Wanted, subject));
        });
    }

    Subject FindAgain(Municipality city, IssueRecord issue)
    {
        var subject = subjects.Find(city, issue.Wanted.Kind, issue.Card);
        right.Check(city, new KioskId(issue.Kiosk), issue.Wanted, subject);
        Choosable.CheckUnchanged(subject, issue.Wanted);
        return subject;
    }

    static string What(Wanted wanted, Subject subject) =>
        subject.Family is { Register.Id: var register } ? $"{wanted.Kind}, register {register}" : wanted.Kind.ToString();
}
