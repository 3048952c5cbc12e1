using System.Diagnostics.Tracing;

namespace KioskSim.Load.Machines;

/// <summary>
/// Counts TLS handshakes that services of this process answer, over all lines. Channels are opened once and shared, so that there is next to none for each
/// certificate; one that is opened anew for every call shows here before it shows in anything else.
/// </summary>
public sealed class HandshakeMeter : EventListener
{
    const string Tls = "System.Net.Security";
    const string Begins = "HandshakeStart";

    long _count;

    /// <summary>Since it was made.</summary>
    public long Count => Interlocked.Read(ref _count);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Tls)
            EnableEvents(eventSource, EventLevel.Informational);
    }

    // Both ends of a connection are in this process; one of them counts.
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData is { EventName: Begins, Payload: [true, ..] })
            Interlocked.Increment(ref _count);
    }
}
