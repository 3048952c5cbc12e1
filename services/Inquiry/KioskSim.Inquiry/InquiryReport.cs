namespace KioskSim.Inquiry;

/// <summary>What a scan says, page by page, and of the certificate as a whole.</summary>
public sealed record InquiryReport(IReadOnlyList<SheetFinding> Pages) : IDisposable
{
    /// <summary>Sheets of the first certificate that was found that are not among the pages.</summary>
    public IReadOnlyList<int> Missing
    {
        get
        {
            var found = Pages.Where(p => p.Verdict == Verdict.Genuine).Select(p => (int)p.Header!.Sheet).ToHashSet();
            return found.Count == 0 ? [] : [.. Enumerable.Range(1, Pages.First(p => p.Verdict == Verdict.Genuine).Header!.Sheets).Where(s => !found.Contains(s))];
        }
    }

    public void Dispose()
    {
        foreach (var page in Pages)
            page.Dispose();
    }
}
