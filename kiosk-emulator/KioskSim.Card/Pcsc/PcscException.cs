using KioskSim.Domain.Errors;

namespace KioskSim.Card.Pcsc;

/// <summary>PC/SC cannot be used as configured: no library, no daemon, no such reader. The message says what to do about it.</summary>
public sealed class PcscException(string message) : ConfigurationException(message);
