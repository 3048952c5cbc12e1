using KioskSim.Checkers.Sheets;
using KioskSim.Registers;

namespace KioskSim.Load.Checks;

/// <summary>
/// The name that can be read on the paper is the name of who stood there: what the citizen, too, looks at first. The kiosk's own check (step 10)
/// goes by a mark that is no text, so that the two cannot err together.
/// </summary>
public static class NameCheck
{
    /// <param name="who">Stood at the kiosk, as the base register has them.</param>
    /// <param name="faces">What stands on a copy; nothing: whatever it is, it is not theirs.</param>
    public static bool IsOf(Person who, IReadOnlyList<Face> faces)
    {
        var name = PlainText.Of(who.Name.Text);
        return faces.Any(face => face.IsFront && face.Text.Contains(name, StringComparison.Ordinal));
    }
}
