namespace KioskSim.Load.Runs;

/// <summary>What load is put on: places at which visits are served, one after another at each.</summary>
public interface ILoadTarget
{
    /// <summary>How many can be served at the same time.</summary>
    int Places { get; }

    /// <summary>Serves a visit to its end; never fails, for how it ended is what is counted.</summary>
    /// <param name="number">Of the arrival: who comes, and for what, follows from it.</param>
    /// <param name="place">From 0; nobody else is there.</param>
    Task<VisitEnd> VisitAsync(long number, int place);
}

/// <summary>How a visit ended.</summary>
/// <param name="Outcome"><see cref="Delivered"/> or the name of what went wrong, never anything of the visitor.</param>
/// <param name="Sheets">That came out.</param>
/// <param name="Yen">That the visitor paid and did not get back.</param>
/// <param name="IsMisdelivered">What came out is not the visitor's.</param>
public readonly record struct VisitEnd(string Outcome, int Sheets = 0, int Yen = 0, bool IsMisdelivered = false)
{
    public const string Delivered = "Delivered";
}
