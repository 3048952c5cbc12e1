using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.City.UseRegistration;

/// <summary>Whether a card of somebody who lives elsewhere may have certificates of a family register here.</summary>
public abstract record UseStanding
{
    /// <summary>Nobody applied with it, or the city refused.</summary>
    public sealed record None : UseStanding;

    /// <summary>Applied for; a clerk has not decided, or the five office days are not over.</summary>
    public sealed record Pending : UseStanding;

    public sealed record Granted(FamilyRegisterId Register, int Member) : UseStanding;
}

/// <summary>An application as the clerk sees it.</summary>
public sealed record UseRequest(long Number, DateOnly AppliedOn, string Domicile, string Head, string Name, DateOnly BirthDate)
{
    public override string ToString() => $"application {Number}";
}
