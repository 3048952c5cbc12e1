using KioskSim.Registers;

namespace KioskSim.Load.Checks;

/// <summary>Looks at what came out of the printer, and at nothing else, and says whether it is whose hand took it.</summary>
public interface ISheetCheck
{
    /// <param name="who">Stood at the kiosk, as the base register has them.</param>
    /// <param name="pdf">A copy, as the printer got it.</param>
    bool IsOf(Person who, ReadOnlyMemory<byte> pdf);
}
