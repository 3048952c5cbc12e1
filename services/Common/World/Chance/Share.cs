namespace KioskSim.World.Chance;

/// <summary>Keeps a share of the people close to a target although they come in households.</summary>
sealed class Share(int perMille)
{
    // Thousandths of a person that the share is short of.
    long _owed;

    /// <summary>At least one person short: the next household should be of the kind.</summary>
    public bool Due => _owed >= 1000;

    public void Count(int people, int ofKind) => _owed += (long)people * perMille - ofKind * 1000L;
}
