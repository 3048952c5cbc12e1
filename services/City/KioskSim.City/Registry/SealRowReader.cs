using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using static KioskSim.City.Registry.RowFields;

namespace KioskSim.City.Registry;

/// <summary>A pushed entry of the seal register, checked.</summary>
sealed record RegisteredSeal(MunicipalityCode Municipality, SealRegistration Seal);

static class SealRowReader
{
    /// <exception cref="RowException">A field is missing, malformed or contradicts another.</exception>
    public static RegisteredSeal Read(SealRow row)
    {
        var seal = new SealRegistration(
            row.Number > 0 ? row.Number : throw new RowException("number is out of range"),
            Valid("resident", () => new ResidentId(row.Resident)), Date("registered_on", row.RegisteredOn), Required("inscription", row.Inscription),
            OptionalDate("cancelled_on", row.CancelledOn));
        return seal.CancelledOn < seal.RegisteredOn
            ? throw new RowException("cancelled_on is before registered_on")
            : new RegisteredSeal(Municipality("municipality", row.Municipality), seal);
    }
}
