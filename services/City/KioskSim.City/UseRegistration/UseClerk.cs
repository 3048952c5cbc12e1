using KioskSim.City.Registry.Family;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.UseRegistration;

/// <summary>The clerk's side of use registration: what is open, which lines of the registers it fits, and the decision.</summary>
public sealed class UseClerk(UseRegistrations uses, FamilyRegisterCopy families)
{
    public IReadOnlyList<(UseRequest Request, IReadOnlyList<FamilyEntry> Matches)> Open(MunicipalityCode municipality) =>
        [.. uses.Open(municipality).Select(r => (r, families.Match(municipality, r.Domicile, r.Head, r.Name, r.BirthDate)))];

    /// <param name="granted">Null: refused.</param>
    /// <exception cref="FlowException">BadRequest: no such application, or no such line.</exception>
    public DateOnly? Decide(MunicipalityCode municipality, long application, (FamilyRegisterId Register, int Member)? granted)
    {
        if (granted is var (register, member) && families.Find(municipality, register, member) is null)
            throw new FlowException(FlowErrorCode.BadRequest, "there is no such member of a family register");
        return uses.Decide(municipality, application, granted);
    }
}
