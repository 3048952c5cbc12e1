using System.Data.Common;

namespace KioskSim.City.Audit;

/// <summary>
/// Between an act and its entry in the audit. Whoever writes entries at another moment than that of the act has to see to it that each is written all
/// the same.
/// </summary>
public interface IAuditPen
{
    /// <param name="act">The transaction of the act.</param>
    /// <param name="entry">Writes the entry over a connection of the city's database, at the end of the chain as it then is.</param>
    void Write(DbConnection act, Action<DbConnection> entry);
}

/// <summary>The product's: an act and its record are one transaction, and stand or fall together.</summary>
public sealed class PenOfTheAct : IAuditPen
{
    public void Write(DbConnection act, Action<DbConnection> entry) => entry(act);
}
