namespace KioskSim.Strict;

/// <summary>One thing that must not be possible, and the attempt at it. An attempt that succeeds leaves nothing behind.</summary>
/// <param name="Name">What is tried.</param>
/// <param name="Breach">Tries it; null: refused, as it must be. Else what happened, for the operator.</param>
sealed record Safeguard(string Name, Func<string?> Breach);
