namespace KioskSim.Domain.Errors;

/// <summary>Something that was configured cannot be used, so nothing starts. The message says where and what, for whoever wrote it.</summary>
public class ConfigurationException(string message) : Exception(message);
