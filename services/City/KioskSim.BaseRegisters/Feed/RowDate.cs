using System.Globalization;

namespace KioskSim.BaseRegisters.Feed;

static class RowDate
{
    /// <summary>2026-11-18; empty where there is none.</summary>
    public static string Of(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
