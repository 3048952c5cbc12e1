using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.BaseRegisters.Feed;

/// <summary>A seal registration as it goes over the city core.</summary>
public static class SealRows
{
    public static SealRow Describe(MunicipalityCode municipality, SealRegistration seal) => new()
    {
        Municipality = municipality.ToString(),
        Resident = seal.Resident.Value,
        Number = seal.Number,
        RegisteredOn = RowDate.Of(seal.RegisteredOn),
        Inscription = seal.Inscription,
        CancelledOn = RowDate.Of(seal.CancelledOn),
    };
}
