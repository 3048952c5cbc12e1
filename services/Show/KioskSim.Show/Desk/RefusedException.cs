using KioskSim.Show.Words;

namespace KioskSim.Show.Desk;

/// <summary>What an operator asked for cannot be done; says why, to people.</summary>
sealed class RefusedException(Said why) : Exception(why.English)
{
    public Said Why => why;
}
