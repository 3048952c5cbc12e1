using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.Suppression;

/// <summary>届出: a change of family registers that was handed in and is not entered yet.</summary>
/// <param name="ReceivedOn">受付日: the day it was handed in, also in the night-duty room (000-74).</param>
/// <param name="AtNight">The night-duty room took it.</param>
/// <param name="EffectiveFrom">Since when certificates of the registers stop.</param>
public sealed record Notice(long Number, DateOnly ReceivedOn, bool AtNight, DateTimeOffset EffectiveFrom, IReadOnlyList<FamilyRegisterId> Registers)
{
    public override string ToString() => $"notice {Number}";
}
