using KioskSim.Domain.Errors;

namespace KioskSim.Strict;

/// <summary>Strict mode cannot be had here, or does not hold. Says why and what to do, in one line for the operator.</summary>
public sealed class StrictModeException(string message) : ConfigurationException($"strict mode: {message}");
