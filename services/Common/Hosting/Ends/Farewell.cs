namespace KioskSim.Hosting.Ends;

/// <summary>How a service leaves that keeps sessions in memory: those under way are brought to their end first, and new ones begin elsewhere.</summary>
/// <param name="Limit">How long they may take; zero: nobody waits for them.</param>
/// <param name="SessionsUnderWay">How many there are, by the service's own parts.</param>
public sealed record Farewell(TimeSpan Limit, Func<IServiceProvider, int> SessionsUnderWay);
