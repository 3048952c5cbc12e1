using KioskSim.Registers.FamilyRegisters;

namespace KioskSim.Checkers.Evidence;

/// <summary>Something after which a person may not have some certificates.</summary>
public enum Change
{
    /// <summary>廃印</summary>
    SealCancelled,

    /// <summary>転出</summary>
    MovedOut,

    /// <summary>死亡</summary>
    Died,

    /// <summary>A notice on the person's family register (発行抑止).</summary>
    RegisterStopped,
}

/// <summary>What was decided at the city's counter, as the clerk wrote it down there.</summary>
public sealed record CounterEntry(Residence Who, Change What, DateTimeOffset At);
