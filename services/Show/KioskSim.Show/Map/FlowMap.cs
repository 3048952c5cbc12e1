using KioskSim.Cluster.Recording;
using KioskSim.Domain.Flow;
using KioskSim.Show.Log;

namespace KioskSim.Show.Map;

/// <summary>The messages of the visit that goes on, or that went on last, as they were recorded: what did not happen is not drawn.</summary>
public sealed class FlowMap : IDisposable
{
    /// <summary>A visit has some forty; where nobody comes for hours, the oldest of what goes on beside are let go.</summary>
    const int Most = 400;

    readonly FlowRecorder _recorder = new();
    readonly Lock _lock = new();
    readonly ShowLog _log;
    IReadOnlyList<Arrow> _arrows = [];

    internal FlowMap(ShowLog log)
    {
        _log = log;
        _recorder.Began += Begin;
        _recorder.Recorded += End;
    }

    /// <summary>In the order in which they began.</summary>
    public IReadOnlyList<Arrow> Arrows
    {
        get
        {
            lock (_lock)
                return _arrows;
        }
    }

    /// <summary>What happened is over: the services are others now.</summary>
    public void Forget()
    {
        lock (_lock)
            _arrows = [];
    }

    public void Dispose() => _recorder.Dispose();

    void Begin(long order, Hop hop)
    {
        lock (_lock)
        {
            var arrow = new Arrow(order, hop);
            _arrows = hop.Step == 1 ? [arrow] : [.. _arrows.TakeLast(Most - 1).Append(arrow).OrderBy(a => a.Order)];
            _log.Add(new MessageBegan(arrow, _arrows));
        }
    }

    void End(RecordedHop recorded)
    {
        _recorder.Take(); // kept here
        lock (_lock)
        {
            var arrow = new Arrow(recorded.Order, recorded.Hop, recorded);
            if (_arrows.All(a => a.Order != arrow.Order))
                return; // of the visit before
            _arrows = [.. _arrows.Select(a => a.Order == arrow.Order ? arrow : a)];
            _log.Add(new MessageEnded(arrow, _arrows));
        }
    }
}
