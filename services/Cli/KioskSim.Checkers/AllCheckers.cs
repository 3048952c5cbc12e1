using KioskSim.Checkers.Properties;
using KioskSim.World;

namespace KioskSim.Checkers;

/// <summary>The properties that can be seen in what left the services, in the order in which they are told.</summary>
public static class AllCheckers
{
    /// <param name="world">By whose registers it is judged; not for use by others meanwhile.</param>
    public static IReadOnlyList<IChecker> Of(WorldFolder world) =>
        [new RightPerson(world), new BarredNeverIssued(world), new PaidEndsOnce(), new NumbersOnce(), new SumsAgree(), new AuditChainHolds()];
}
