using Grpc.Core;
using Grpc.Core.Interceptors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Time;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Wiring;
using KioskSim.Hosting.Zones;
using KioskSim.LineFaults.Bytes;
using KioskSim.LineFaults.Members;

namespace KioskSim.LineFaults;

/// <summary>The lines and services of a run with the faults that were chosen for it.</summary>
public sealed class FaultyLines : ICabling
{
    readonly IReadOnlyList<ActiveFault> _faults;
    readonly Dictionary<ActiveFault, Interceptor> _onCalls;
    readonly Func<string, string, IFaultyService> _services;
    readonly TimeProvider _clock;
    volatile bool _isTime;

    /// <param name="services">The service of a role and a name.</param>
    public FaultyLines(LineFaultChoice choice, TimeProvider clock, Func<string, string, IFaultyService> services)
    {
        (_clock, _services) = (clock, services);
        _faults = [.. choice.Faults.Select(f => new ActiveFault(f, choice.Seed, () => _isTime))];
        _onCalls = _faults.Where(f => f.Kind.OnCalls is not null).ToDictionary(f => f, f => f.Kind.OnCalls!(f, clock));
    }

    /// <summary>How often each has struck.</summary>
    public IReadOnlyList<(LineFault Fault, int Struck)> Counts => [.. _faults.Select(f => (f.Fault, f.Struck))];

    /// <summary>Whether anything strikes by now: not while everything is set up, and not any more when everybody is gone. A clock is wrong from the start.</summary>
    public bool IsTime
    {
        get => _isTime;
        set => _isTime = value;
    }

    /// <summary>The clock that a service has this time.</summary>
    /// <param name="service">A <see cref="Party"/>.</param>
    public TimeProvider ClockOf(string service)
    {
        var fault = _faults.FirstOrDefault(f => f.Kind.Strikes == Struck.Start && f.Fault.Site.Toward == service);
        return fault?.ThrowAtStart() is { Strikes: true, Share: var share } ? new SimulatedClock(_clock.GetUtcNow() + fault.Amount.TimeAt(share), _clock) : _clock;
    }

    /// <summary>People's hands and eyes are no line: what they do is not done twice, and what they see they see.</summary>
    public ICable? Lay(Member caller, string role, string name) => caller.Role == Party.Citizen ? null : new Cable(this, caller, role, name);

    IReadOnlyList<ActiveFault> On(Zone line, string toward, Struck what) => [.. _faults.Where(f => f.Kind.Strikes == what && f.Fault.Site.Covers(line, toward))];

    sealed class Cable(FaultyLines lines, Member caller, string role, string name) : ICable
    {
        public Stream Bytes(Stream socket) => new FaultyStream(socket, On(isAnswer: false), On(isAnswer: true), lines._clock);

        public MessageFate Message(int bytes, bool isAnswer)
        {
            var late = TimeSpan.Zero;
            foreach (var fault in On(isAnswer))
            {
                if (fault.Throw() is not { Strikes: true, Share: var share })
                    continue;
                var fate = fault.Kind.OnPiece!(fault.Amount, share, bytes);
                late += fate.Late;
                if (fate.Breaks)
                    return new MessageFate(late, Breaks: true);
            }

            return new MessageFate(late, Breaks: false);
        }

        IReadOnlyList<ActiveFault> On(bool isAnswer) => lines.On(caller.Zone, isAnswer ? caller.Role : role, Struck.Bytes);

        public CallInvoker Calls(CallInvoker calls)
        {
            foreach (var fault in lines._faults.Where(f => f.Kind.Strikes == Struck.Service && f.Fault.Site.Toward == role))
                calls = calls.Intercept(new Befallen(fault, lines._services(role, name)));
            foreach (var fault in lines.On(caller.Zone, role, Struck.Call))
                calls = calls.Intercept(lines._onCalls[fault]);
            return calls;
        }
    }
}
