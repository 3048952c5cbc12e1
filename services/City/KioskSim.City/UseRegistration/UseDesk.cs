using KioskSim.City.Cards;
using KioskSim.City.Eligibility;
using KioskSim.City.Issuance;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Registers;
using Routing = KioskSim.Domain.Values.Routing;

namespace KioskSim.City.UseRegistration;

/// <summary>Takes applications for use registration that kiosks pass on, by the same evidence as an application for a certificate.</summary>
public sealed class UseDesk(ServedCities cities, CardCheck cards, RightToIssue right, UseRegistrations uses)
{
    /// <exception cref="FlowException">
    /// Why it is not taken; BadRequest: a 住基カード, or somebody who lives here and needs none.
    /// </exception>
    public void Apply(Routing routing, ReadOnlySpan<byte> sealedApplication, ShownEvidence shown)
    {
        var city = cities.Of(routing.Municipality);
        var digest = EvidenceDigest.Compute(routing.Kiosk, routing.Session, shown.Nonce.Span, shown.ReplyKey.Span, sealedApplication);
        if (cards.Check(city.Municipality, shown, digest) is not AppliedCard.Certificate card)
            throw new FlowException(FlowErrorCode.BadRequest, "a 住基カード is good in its own city only");
        right.CheckOffer(city.Municipality, routing.Kiosk, CertificateKind.FamilyRegister, CertificateOptions.None, new Copies(1));
        var application = UseApplication.Open(routing, city.Keys.Sealing, sealedApplication);
        if (cards.TryFindHolder(city.Municipality.Code, card) is { Person.Standing.Status: not ResidentStatus.MovedOut })
            throw new FlowException(FlowErrorCode.BadRequest, "who lives here needs no use registration");
        uses.Apply(city.Municipality.Code, card, application, routing.Session);
    }
}
