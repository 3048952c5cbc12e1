namespace KioskSim.Sweep;

/// <summary>A place cannot be searched. Says which, why, and what to do about it, in one line.</summary>
public sealed class SweepException(string message) : Exception(message);
