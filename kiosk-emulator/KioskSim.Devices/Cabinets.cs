using System.Collections.Frozen;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

namespace KioskSim.Devices;

/// <summary>The machines that stand in this process, by kiosk.</summary>
public sealed class Cabinets(IReadOnlyDictionary<KioskId, Cabinet> cabinets)
{
    readonly FrozenDictionary<string, Cabinet> _byName = cabinets.ToFrozenDictionary(c => c.Key.ToString(), c => c.Value, StringComparer.Ordinal);

    public IReadOnlyDictionary<KioskId, Cabinet> All => cabinets;

    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: no such kiosk.</exception>
    public Cabinet Of(string kiosk) =>
        _byName.GetValueOrDefault(kiosk) ?? throw new FlowException(FlowErrorCode.BadRequest, "There is no kiosk of that name here.");
}
