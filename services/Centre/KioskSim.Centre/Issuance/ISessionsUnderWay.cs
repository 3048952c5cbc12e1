namespace KioskSim.Centre.Issuance;

/// <summary>How much the centre has in memory, for whoever looks whether anything stays.</summary>
public interface ISessionsUnderWay
{
    /// <summary>Sessions that have begun and not ended.</summary>
    int Count { get; }
}
