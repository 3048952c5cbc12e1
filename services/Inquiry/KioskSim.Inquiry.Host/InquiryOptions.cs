namespace KioskSim.Inquiry.Host;

/// <summary>How the inquiry site is run: <c>inquiry.json</c> of a deployment.</summary>
public sealed record InquiryOptions
{
    /// <summary>Inquiries that one address may make at once, having made none for a while.</summary>
    public int Burst { get; init; } = 10;

    /// <summary>Inquiries that one address may make in the long run.</summary>
    public int InquiriesAMinute { get; init; } = 10;

    /// <summary>Inquiries under way, the ones that wait for a desk included. Each may take 40 MB.</summary>
    public int Uploads { get; init; } = 16;

    /// <summary>Scans that are read at the same time. Each takes a core and may take 300 MB.</summary>
    public int Desks { get; init; } = Environment.ProcessorCount;

    /// <summary>How long a visitor may take to send a scan, and as long again to fetch the answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a scan may wait for a desk and be read.</summary>
    public TimeSpan Reading { get; init; } = TimeSpan.FromSeconds(30);
}
