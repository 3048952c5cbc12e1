using KioskSim.Contracts.Cabinet;
using KioskSim.Show.Glass;
using KioskSim.Show.Map;
using KioskSim.Show.Stories;

namespace KioskSim.Show.Log;

/// <summary>Something that everybody in the room sees.</summary>
abstract record ShowEvent;

/// <summary>The kiosk shows another screen.</summary>
sealed record ScreenShown(Screen Screen) : ShowEvent;

/// <summary>The sheets in the tray, the card on the reader or the money in the slot changed.</summary>
sealed record SlotsChanged(Slots Slots) : ShowEvent;

/// <summary>Another browser operates the kiosk now; null: nobody does.</summary>
sealed record HandMoved(string? Visitor) : ShowEvent;

/// <summary>What lies in the slots, as anybody can see who stands there.</summary>
/// <param name="CardOnReader">A card lies there.</param>
/// <param name="SheetsInTray">Printed and not yet taken.</param>
public readonly record struct Slots(bool CardOnReader, int SheetsInTray);

/// <summary>Another citizen stands there.</summary>
sealed record SteppedUp(Visitor Visitor) : ShowEvent;

/// <summary>The citizen has paper in hand.</summary>
sealed record PaperTaken : ShowEvent;

/// <summary>A message is under way.</summary>
/// <param name="Arrows">All of the visit so far, this one among them.</param>
sealed record MessageBegan(Arrow Arrow, IReadOnlyList<Arrow> Arrows) : ShowEvent;

/// <summary>A message was answered, or not.</summary>
sealed record MessageEnded(Arrow Arrow, IReadOnlyList<Arrow> Arrows) : ShowEvent;

/// <summary>A story was begun, came to another stop, or is over, and then none is told.</summary>
sealed record StoryMoved(Telling? Now) : ShowEvent;
