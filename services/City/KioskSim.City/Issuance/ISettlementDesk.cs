using KioskSim.Domain.Values;

namespace KioskSim.City.Issuance;

/// <summary>
/// Between the centre's report of how an issue ended and its line in the ledger, in step 14. The report is acknowledged when this returns, and then
/// never comes again: whoever keeps reports here has to see to it that each is written, and written once.
/// </summary>
public interface ISettlementDesk
{
    /// <param name="write">Writes an ending; returns what stands, which is the first one where there was one before.</param>
    /// <returns>What is acknowledged.</returns>
    /// <exception cref="Domain.Errors.FlowException">What <paramref name="write"/> throws.</exception>
    IssueEnding Take(SessionId session, IssueEnding reported, Func<IssueEnding, IssueEnding> write);
}

/// <summary>The product's: what is acknowledged is written.</summary>
public sealed class DirectSettlement : ISettlementDesk
{
    public IssueEnding Take(SessionId session, IssueEnding reported, Func<IssueEnding, IssueEnding> write) => write(reported);
}
