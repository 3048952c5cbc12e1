using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;

namespace KioskSim.Centre.Tests.Fixtures;

/// <summary>Sessions are drawn in the order given; all else is random.</summary>
sealed class DrawnSessions(params IEnumerable<SessionId> sessions) : Entropy
{
    readonly Queue<SessionId> _sessions = new(sessions);

    public override void Fill(Span<byte> destination)
    {
        if (destination.Length == SessionId.Size)
            _sessions.Dequeue().ToBytes().CopyTo(destination);
        else
            Secure.Fill(destination);
    }
}
