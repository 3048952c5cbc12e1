using KioskSim.Checkers.Sheets;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.Checkers.Evidence;

/// <summary>Somebody who stood at a kiosk, what for, and what was in the hand afterwards.</summary>
/// <param name="Receipt">As the last screen showed it; empty: none.</param>
/// <param name="YenGone">Put in and not come back.</param>
/// <param name="Copies">What lay in the tray: of each copy what stood on it, by <see cref="SheetFile"/>. None on one: it is no certificate that can be read.</param>
public sealed record Visit(
    KioskId Kiosk, Residence Applicant, MunicipalityCode City, CertificateKind Kind, CertificateOptions Items, int CopiesWanted, DateTimeOffset At,
    string Receipt, int YenGone, IReadOnlyList<IReadOnlyList<Face>> Copies);
