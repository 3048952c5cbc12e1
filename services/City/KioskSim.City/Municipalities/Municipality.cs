using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Typesetting;
using KioskSim.Registers;

namespace KioskSim.City.Municipalities;

/// <summary>A city that takes part, as its configuration says.</summary>
/// <param name="ServiceStart">Before this day the city does not take part yet (000-19).</param>
/// <param name="Variants">Whether a character may be printed in its base form where no font has the registered one.</param>
public sealed record Municipality(
    MunicipalityCode Code,
    string Name,
    string NameEnglish,
    IssuingCity Issuer,
    DateOnly ServiceStart,
    VariantPolicy Variants,
    IReadOnlyList<Offer> Offers)
{
    /// <summary>Whether, where JPKI cannot be asked, a revocation list of up to two days does instead.</summary>
    public bool AcceptsRevocationLists { get; init; }

    /// <summary>Whether its own 住基カード are taken beside Individual Number Cards (001-41).</summary>
    public bool AcceptsJukiCards { get; init; }

    public YearEndClosure YearEnd { get; init; } = YearEndClosure.Usual;

    public IReadOnlyList<Suspension> Suspensions { get; init; } = [];

    /// <summary>Its own terminals (001-40).</summary>
    public IReadOnlyList<OwnTerminal> Terminals { get; init; } = [];

    /// <summary>How old the copy of a register may be before the kinds made from it close. A register that is not named never is too old.</summary>
    public IReadOnlyDictionary<RegisterKind, TimeSpan> OldestCopies { get; init; } = new Dictionary<RegisterKind, TimeSpan>();

    public TaxCalendar Taxes { get; init; } = TaxCalendar.Usual;

    /// <summary>
    /// 発行抑止 of a notice that the night-duty room takes: at once, or, as it once was (000-72), when the office opens the next day. The
    /// second leaves a hole (000-73); it is here to show it.
    /// </summary>
    public bool SuppressesNextDay { get; init; }

    public Offer? Find(CertificateKind kind) => Offers.FirstOrDefault(o => o.Kind == kind);

    public OwnTerminal? FindTerminal(KioskId kiosk) => Terminals.FirstOrDefault(t => t.Kiosk == kiosk);

    /// <summary>What a copy costs at that kiosk (001-42).</summary>
    public Yen Fee(Offer offer, KioskId kiosk) => offer.FeeAt(FindTerminal(kiosk));

    /// <summary>Whether a kind is issued at a moment, at a store's kiosk or at a terminal of the city's own.</summary>
    public Availability AvailabilityOf(Offer offer, OwnTerminal? terminal, DateTimeOffset at)
    {
        var local = at.ToOffset(JapanTime.Offset).DateTime;
        return Suspensions.Any(s => s.Covers(offer.Kind, local)) ? Availability.Suspended
            : !YearEnd.Covers(DateOnly.FromDateTime(local)) && offer.HoursAt(terminal).IsOpen(local) ? Availability.Open
            : Availability.Closed;
    }
}
