using KioskSim.Domain.Values;

namespace KioskSim.Registers;

/// <summary>Where a Japanese national's family register is kept.</summary>
/// <param name="Place">本籍: the registered domicile, often not where the person lives.</param>
/// <param name="Head">筆頭者: the full name at the head of the register, perhaps long dead; everyone in it bears the same family name.</param>
/// <param name="Municipality">The city that keeps the register, when it is one of the prefecture's five; null elsewhere.</param>
public sealed record Domicile(string Place, string Head, MunicipalityCode? Municipality)
{
    public override string ToString() => "domicile (not shown)";
}
