using System.Text;

namespace KioskSim.Show.Sheet;

/// <summary>A character before and after it was altered.</summary>
public readonly record struct AlteredPlace(Rune Before, Rune After);
