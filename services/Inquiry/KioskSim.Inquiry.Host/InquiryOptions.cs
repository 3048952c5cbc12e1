using System.Runtime.CompilerServices;
using KioskSim.Domain.Time;

namespace KioskSim.Inquiry.Host;

/// <summary>How the inquiry site is run: <c>inquiry.json</c> of a deployment.</summary>
/// <exception cref="ArgumentOutOfRangeException">A site could not be run so.</exception>
public sealed record InquiryOptions
{
    const int Most = 100_000;

    /// <summary>Inquiries that one address may make at once, having made none for a while.</summary>
    public int Burst { get; init => field = Within(value); } = 10;

    /// <summary>Inquiries that one address may make in the long run.</summary>
    public int InquiriesAMinute { get; init => field = Within(value); } = 10;

    /// <summary>Inquiries under way, the ones that wait for a desk included. Each may take 40 MB.</summary>
    public int Uploads { get; init => field = Within(value); } = 16;

    /// <summary>Scans that are read at the same time. Each takes a core and may take 300 MB.</summary>
    public int Desks { get; init => field = Within(value); } = Environment.ProcessorCount;

    /// <summary>How long a visitor may take to send a scan, and as long again to fetch the answer.</summary>
    public TimeSpan Patience { get; init => field = TimeLimit.Checked(value); } = TimeSpan.FromMinutes(2);

    /// <summary>How long a scan may wait for a desk and be read.</summary>
    public TimeSpan Reading { get; init => field = TimeLimit.Checked(value); } = TimeSpan.FromSeconds(30);

    static int Within(int value, [CallerMemberName] string name = "") =>
        value is >= 1 and <= Most ? value : throw new ArgumentOutOfRangeException(name, value, $"1 to {Most}.");
}
