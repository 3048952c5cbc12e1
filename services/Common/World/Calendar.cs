namespace KioskSim.World;

/// <summary>The later and the earlier of two days.</summary>
static class Calendar
{
    public static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    public static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
