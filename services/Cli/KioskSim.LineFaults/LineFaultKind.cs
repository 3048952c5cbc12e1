using Grpc.Core.Interceptors;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.LineFaults.Bytes;
using KioskSim.LineFaults.Calls;
using KioskSim.LineFaults.Members;

namespace KioskSim.LineFaults;

/// <summary>What a fault strikes, and so what is counted for its dice.</summary>
public enum Struck
{
    /// <summary>A piece of what is written to a line, one way: what one write gives to the socket, or one read takes from it. A simulator that has no sockets counts messages.</summary>
    Bytes,

    /// <summary>A call, where it is made.</summary>
    Call,

    /// <summary>A service, when it starts.</summary>
    Start,

    /// <summary>A service, when a call is made to it.</summary>
    Service,
}

/// <summary>A trouble that any line and any machine may have. There is none in any program unless it is named (docs/faults.md).</summary>
/// <param name="Name">As the command takes it: <c>latency</c>.</param>
/// <param name="Japanese">What happens, in a sentence for anybody.</param>
/// <param name="English">The same.</param>
/// <param name="Usual">How much, where nothing else is said.</param>
/// <param name="UsualRate">How often it strikes where nothing else is said, 0 to 1.</param>
public sealed record LineFaultKind(string Name, string Japanese, string English, Struck Strikes, FaultAmount Usual, double UsualRate)
{
    public static IReadOnlyList<LineFaultKind> All { get; } =
    [
        Latency.Kind, Bandwidth.Kind, Reset.Kind, PartialFrame.Kind, Duplicate.Kind, Reorder.Kind, ClockSkew.Kind, DiskFull.Kind, Killed.Kind,
    ];

    /// <summary>What it does to a piece, where it strikes <see cref="Struck.Bytes"/>.</summary>
    internal PieceStrike? OnPiece { get; init; }

    /// <summary>What it does to calls, where it strikes a <see cref="Struck.Call"/>; one for all channels that it is on.</summary>
    internal Func<ActiveFault, TimeProvider, Interceptor>? OnCalls { get; init; }

    /// <summary>What it does to a service, and for how long, where it strikes a <see cref="Struck.Service"/>.</summary>
    internal Action<IFaultyService, TimeSpan>? OnService { get; init; }

    /// <summary>Whether it is of a line, and not of a machine.</summary>
    public bool IsOfLine => Strikes is Struck.Bytes or Struck.Call;

    /// <summary>Whether it is of the disk under a service's tables.</summary>
    public bool IsOfDisk => this == DiskFull.Kind;

    /// <summary>
    /// Whether a service can have it. A kiosk has no disk; and one that dies leaves people who cannot say what they paid: it is killed as a process, at every
    /// step, where nobody is asked (docs/architecture.md).
    /// </summary>
    public bool Fits(string service) => FaultSite.Services.Contains(service) && (Strikes != Struck.Service || service != Party.Kiosk);

    /// <exception cref="ConfigurationException">There is no such fault.</exception>
    public static LineFaultKind Named(string name) => All.FirstOrDefault(k => k.Name == name)
        ?? throw new ConfigurationException($"There is no line fault '{name}'; line faults are {string.Join(", ", All.Select(k => k.Name))}.");
}
