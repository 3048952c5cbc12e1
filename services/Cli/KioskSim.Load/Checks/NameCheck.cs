using KioskSim.Checkers.Sheets;
using KioskSim.Registers;

namespace KioskSim.Load.Checks;

/// <summary>
/// The name that can be read on the paper is the name of who stood there: what the citizen, too, looks at first. The kiosk's own check (step 10)
/// goes by a mark that is no text, so that the two cannot err together.
/// </summary>
public sealed class NameCheck : ISheetCheck
{
    public bool IsOf(Person who, ReadOnlyMemory<byte> pdf)
    {
        var name = PlainText.Of(who.Name.Text);
        try
        {
            return SheetFile.Read(pdf).Any(face => face.IsFront && face.Text.Contains(name, StringComparison.Ordinal));
        }
        catch (InvalidDataException)
        {
            return false; // whatever it is, it is not theirs
        }
    }
}
