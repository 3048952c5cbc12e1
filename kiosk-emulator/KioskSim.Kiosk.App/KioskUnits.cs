using System.Collections.Frozen;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;

namespace KioskSim.Kiosk.App;

/// <summary>The kiosks of this process: one in a shop, thousands in a load test.</summary>
public sealed class KioskUnits(IReadOnlyDictionary<KioskId, KioskUnit> units)
{
    readonly FrozenDictionary<string, KioskUnit> _units = units.ToFrozenDictionary(u => u.Key.ToString(), u => u.Value, StringComparer.Ordinal);

    public IEnumerable<KioskUnit> All => _units.Values;

    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: no such kiosk.</exception>
    public KioskUnit Of(string kiosk) =>
        _units.GetValueOrDefault(kiosk) ?? throw new FlowException(FlowErrorCode.BadRequest, "There is no kiosk of that name here.");
}
