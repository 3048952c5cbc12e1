namespace KioskSim.Show.Glass;

/// <summary>Whose browser operates the kiosk. Everybody may look on; of two who touch at once one is told so.</summary>
public sealed class Hand(Action<string?> moved)
{
    readonly Lock _lock = new();
    string? _visitor;
    bool _isKept;

    /// <summary>Null: nobody's.</summary>
    public string? Visitor
    {
        get
        {
            lock (_lock)
                return _visitor;
        }
    }

    /// <summary>Whether this visitor may touch: has the hand already, or nobody has it.</summary>
    public bool MayTouch(string visitor) => Visitor is not { } other || other == visitor;

    /// <summary>Begins a visit, or goes on with one's own.</summary>
    /// <returns>False: somebody else is at it.</returns>
    public bool Reach(string visitor)
    {
        lock (_lock)
        {
            if (_visitor is not null)
                return _visitor == visitor;
            _visitor = visitor;
        }

        moved(visitor);
        return true;
    }

    /// <summary>Takes it from whoever has it.</summary>
    public void Take(string visitor) => Set(visitor);

    /// <summary>Begins more than one visit, or something beside visits: until <see cref="LetGo"/> none of them ends it.</summary>
    /// <returns>False: somebody else is at it.</returns>
    public bool Keep(string visitor)
    {
        if (!Reach(visitor))
            return false;
        lock (_lock)
            _isKept = true;
        return true;
    }

    public void LetGo()
    {
        lock (_lock)
            _isKept = false;
        Set(null);
    }

    /// <summary>The visit is over: whoever touches next begins another.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (_isKept)
                return;
        }

        Set(null);
    }

    void Set(string? visitor)
    {
        lock (_lock)
        {
            if (_visitor == visitor)
                return;
            _visitor = visitor;
        }

        moved(visitor);
    }
}
