namespace KioskSim.World.Chance;

/// <summary>
/// Says yes to a steady share of those asked: after n questions between ⌊n·share⌋ and ⌈n·share⌉ times. For rare traits, so that a world
/// of a thousand has each of them, where independent chances would leave some worlds without.
/// </summary>
sealed class Quota(int perMille, Dice dice)
{
    int _owed = dice.Below(1000);

    public bool Next()
    {
        _owed += perMille;
        if (_owed < 1000)
            return false;
        _owed -= 1000;
        return true;
    }
}
