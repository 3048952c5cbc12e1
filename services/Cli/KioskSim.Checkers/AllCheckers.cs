using KioskSim.Checkers.Properties;
using KioskSim.World;

namespace KioskSim.Checkers;

/// <summary>One for each property of the <see cref="Catalogue"/>, in its order.</summary>
public static class AllCheckers
{
    /// <param name="world">By whose registers it is judged; not for use by others meanwhile.</param>
    public static IReadOnlyList<IChecker> Of(WorldFolder world) =>
        [new RightPerson(world), new BarredNeverIssued(world), new PaidEndsOnce(), new NumbersOnce(), new SumsAgree(), new AuditChainHolds()];
}
