namespace KioskSim.Registers;

public enum ResidentStatus
{
    Resident = 1,

    /// <summary>転出予定: has announced a move out of the city; the day is still to come.</summary>
    MoveAnnounced,

    /// <summary>転出: lives elsewhere now; the user-authentication certificate may still be good.</summary>
    MovedOut,

    /// <summary>死亡</summary>
    Deceased,
}

/// <summary>Whether a person still lives in the city as far as the register knows.</summary>
/// <param name="On">Day of the move, announced or done, or of the death; null for a resident.</param>
/// <param name="Destination">転出先, of a move.</param>
public sealed record Standing(ResidentStatus Status, DateOnly? On = null, string? Destination = null)
{
    public static Standing Current { get; } = new(ResidentStatus.Resident);

    /// <summary>Still on the register today, with or without a move ahead.</summary>
    public bool IsResident => Status is ResidentStatus.Resident or ResidentStatus.MoveAnnounced;

    public override string ToString() => Status.ToString();
}
