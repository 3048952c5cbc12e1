using KioskSim.Checkers;
using KioskSim.Domain.Errors;

namespace KioskSim.Proof.Rush;

/// <summary>What came of a rush.</summary>
/// <param name="Visits">Of those who must get nothing, and second tries, too.</param>
/// <param name="Refusals">Why people went home without a certificate who should have had one.</param>
/// <param name="YenForNothing">Money of people who went home without a sheet.</param>
/// <param name="Struck">How often the fault struck; 0 without one.</param>
/// <param name="Misdirected">How often the fault gave a session what was made for another, by its own count.</param>
/// <param name="NoticesClosed">Errors of the city that were closed as fine, because it printed when it was tried again.</param>
public sealed record RushResult(
    int Visits, IReadOnlyList<FlowErrorCode> Refusals, int YenForNothing, int Struck, int Misdirected, int NoticesClosed, IReadOnlyList<Verdict> Verdicts)
{
    public bool Holds => Verdicts.All(v => v.Outcome == Outcome.Holds);

    public Verdict Of(string property) => Verdicts.Single(v => v.Property.Id == property);
}
