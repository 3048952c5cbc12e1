using KioskSim.Envelope.Parcels;

namespace KioskSim.Inquiry;

/// <summary>What scans say, page by page, and of the certificate as a whole. To be disposed, which wipes pictures and issue numbers.</summary>
public sealed class InquiryReport : IDisposable
{
    /// <param name="findings">In the order of the pages; taken over.</param>
    internal InquiryReport(IReadOnlyList<SheetFinding> findings)
    {
        Certificate = findings.FirstOrDefault(f => f.Verdict == Verdict.Genuine)?.Sheet;
        // Sheets of two certificates in one scan are no certificate.
        Pages = Certificate is null
            ? findings
            : [.. findings.Select(f => f.Verdict == Verdict.Genuine && !f.Sheet!.IsOfSameIssueAs(Certificate) ? f with { Verdict = Verdict.OfAnotherCertificate } : f)];
    }

    public IReadOnlyList<SheetFinding> Pages { get; }

    /// <summary>The first sheet that was read: its certificate is what the others are held against. Null where none was.</summary>
    public FrontParcel.OpenedFront? Certificate { get; }

    /// <summary>Sheets of <see cref="Certificate"/> that are not among the pages, in order.</summary>
    public IReadOnlyList<int> Missing => Certificate is null
        ? []
        : [.. Enumerable.Range(1, Certificate.Sheets).Except(Pages.Where(p => p.Sheet?.IsOfSameIssueAs(Certificate) == true).Select(p => (int)p.Sheet!.Sheet))];

    public void Dispose()
    {
        foreach (var page in Pages)
            page.Dispose();
    }
}
