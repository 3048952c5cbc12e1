namespace KioskSim.Cli.Output;

/// <summary>An option has a value that it cannot have. The message says what is allowed.</summary>
sealed class UsageException(string message) : Exception(message);
