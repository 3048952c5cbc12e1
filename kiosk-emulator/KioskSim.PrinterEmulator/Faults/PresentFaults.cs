namespace KioskSim.PrinterEmulator.Faults;

/// <summary>The faults of a printer: those of the script that are still to come, and those that last.</summary>
sealed class PresentFaults
{
    readonly List<Fault> _coming = [];
    readonly List<Fault> _lasting = [];

    public bool Stops => _lasting.Any(f => f.Kind.Stops());

    public bool IsOff => Has(FaultKind.PowerOff);

    public bool RefusesJobs => Has(FaultKind.RefuseJobs);

    public TimeSpan? SheetTime => _lasting.FindLast(f => f.Kind == FaultKind.Slow)?.SheetTime;

    /// <summary>Keywords of what the printer says is wrong with it.</summary>
    public IReadOnlyList<string> Reasons => [.. _lasting.SelectMany(f => f.Kind.StateReasons()).Distinct()];

    public bool Has(FaultKind kind) => _lasting.Exists(f => f.Kind == kind);

    public void Add(Fault fault) => (fault.BeforeSheet is null ? _lasting : _coming).Add(fault);

    /// <summary>Those that come before a sheet last from now on.</summary>
    public IReadOnlyList<Fault> BeginBefore(int sheet)
    {
        var due = _coming.FindAll(f => f.BeforeSheet == sheet);
        _coming.RemoveAll(due.Contains);
        _lasting.AddRange(due);
        return due;
    }

    /// <summary>Uses up one of a fault that lasts for so many times.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Spend(FaultKind kind)
    {
        var at = _lasting.FindIndex(f => f.Kind == kind);
        if (at < 0)
            return false;
        if (_lasting[at].Times is not { } times)
            return true;
        if (times > 1)
            _lasting[at] = _lasting[at] with { Times = times - 1 };
        else
            _lasting.RemoveAt(at);
        return true;
    }

    public bool Clear(Fault fault) => _lasting.Remove(fault);

    /// <summary>A hand puts everything right that lasts. What is still to come stays.</summary>
    public void ClearAll() => _lasting.Clear();
}
