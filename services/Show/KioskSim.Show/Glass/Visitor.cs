using System.Globalization;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.Show.Words;

namespace KioskSim.Show.Glass;

/// <summary>Who stands at the kiosk, with a card in hand.</summary>
/// <param name="Name">As the register writes it; invented like everybody.</param>
/// <param name="About">Why this one is worth looking at.</param>
public sealed record Visitor(MunicipalityCode City, string Resident, string Name, Said About)
{
    public Residence Home => new(City, new ResidentId(long.Parse(Resident, CultureInfo.InvariantCulture)));
}
