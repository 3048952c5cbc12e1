using KioskSim.Domain.Flow;

namespace KioskSim.LineFaults;

/// <summary>A fault in a run, with its dice. They are not thrown before it is time.</summary>
sealed class ActiveFault(LineFault fault, ulong seed, Func<bool> isTime)
{
    readonly LineDice _dice = fault.Dice(seed);

    public LineFault Fault => fault;

    public LineFaultKind Kind => fault.Kind;

    public FaultAmount Amount => fault.Amount;

    public int Struck => _dice.Struck;

    public LineThrow Throw() => isTime() ? ThrowAtStart() : default;

    /// <summary>At the start of a service, which is before it is time for anything else.</summary>
    public LineThrow ThrowAtStart()
    {
        var thrown = _dice.Throw();
        if (thrown.Strikes)
            FlowMeter.FaultStruck(Kind.Name);
        return thrown;
    }
}
