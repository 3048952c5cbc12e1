namespace KioskSim.LineFaults.Members;

/// <summary>A service to which something can happen. What happens to it already goes on as it is.</summary>
public interface IFaultyService
{
    /// <summary>It dies now, and is there again after a time.</summary>
    void Kill(TimeSpan time);

    /// <summary>Its database cannot grow from now on, for a time.</summary>
    void FillDisk(TimeSpan time);
}
