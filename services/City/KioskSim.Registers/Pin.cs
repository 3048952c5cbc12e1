namespace KioskSim.Registers;

/// <summary>The four digits of an invented citizen's user-authentication PIN (000-31); never printed by <see cref="ToString"/>.</summary>
public readonly record struct Pin
{
    public const int Digits = 4;

    readonly string? _digits;

    /// <exception cref="ArgumentException">Not four digits. The message does not repeat them.</exception>
    public Pin(string digits)
    {
        if (digits is not { Length: Digits } || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            throw new ArgumentException("A PIN is four digits.", nameof(digits));
        _digits = digits;
    }

    /// <summary>The digits, for the simulated citizen's finger and nobody else.</summary>
    public string Reveal() => _digits ?? throw new InvalidOperationException("This PIN was never set.");

    public override string ToString() => "PIN (not shown)";
}
