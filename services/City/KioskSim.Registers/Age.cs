namespace KioskSim.Registers;

/// <summary>Ages in full years.</summary>
public static class Age
{
    /// <summary>Someone born on 29 February has the birthday of a common year on the 28th.</summary>
    public static int On(DateOnly birth, DateOnly day)
    {
        var years = day.Year - birth.Year;
        return birth.AddYears(years) > day ? years - 1 : years;
    }
}
