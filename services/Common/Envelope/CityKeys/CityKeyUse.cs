namespace KioskSim.Envelope.CityKeys;

/// <summary>A city has one key for each use, so that neither can be turned against the other.</summary>
public enum CityKeyUse
{
    /// <summary>Applications are sealed for it.</summary>
    Sealing = 1,

    /// <summary>Certificates are signed with it.</summary>
    Signing = 2,
}
