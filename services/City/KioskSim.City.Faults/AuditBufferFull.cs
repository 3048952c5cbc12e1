using System.Data.Common;
using KioskSim.City.Audit;

namespace KioskSim.City.Faults;

/// <summary>
/// So that nobody has to wait for the audit, its entries are put aside while it is slow, and written with the next one when it is not. The buffer has
/// few places: what finds none is dropped, for the audit must not hold anybody up.
/// </summary>
sealed class AuditBufferFull(FaultSetting setting) : CityFault(setting), IAuditPen
{
    public static readonly FaultKind Kind = new(
        "audit-buffer-full",
        "監査の記録を、交付を待たせないよう、いったん一時置き場にためていました。混み合って置き場がいっぱいになると、入りきらない記録は捨てられます。",
        "Entries of the audit are put aside so that nobody has to wait for it. When the buffer is full what finds no place in it is dropped.",
        UsualRate: 0.8, Breaks: ["audit-chain"], setting => new AuditBufferFull(setting));

    const int Places = 2;

    readonly Lock _lock = new();
    readonly Queue<Action<DbConnection>> _aside = [];

    public override IAuditPen AuditPen => this;

    /// <remarks>What strikes: that the audit is slow for an entry.</remarks>
    public void Write(DbConnection act, Action<DbConnection> entry)
    {
        lock (_lock)
        {
            if (Strikes())
            {
                if (_aside.Count < Places)
                    _aside.Enqueue(entry);
                return;
            }

            while (_aside.TryDequeue(out var earlier))
                earlier(act);
            entry(act);
        }
    }
}
