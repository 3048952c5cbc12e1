namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>What a file holds, or what was made of it.</summary>
/// <param name="Reasons">Of the first hundred refused rows: line and reason, without content.</param>
public sealed record FileReport(long Good, long Refused, IReadOnlyList<string> Reasons)
{
    internal const int MostReasons = 100;

    /// <summary>Reads a file to its end and keeps nothing of it.</summary>
    public static FileReport Of<T>(IEnumerable<FileRow<T>> rows)
        where T : class
    {
        var (good, refused) = (0L, 0L);
        List<string> reasons = [];
        foreach (var row in rows)
        {
            if (row.Reason is null)
                good++;
            else if (++refused <= MostReasons)
                reasons.Add(row.ToString());
        }

        return new(good, refused, reasons);
    }
}
