using KioskSim.City.Registry;
using Microsoft.Extensions.Logging;

namespace KioskSim.City.Tests.Fixtures;

/// <summary>Keeps what a feed logs.</summary>
sealed class CapturedLog : ILogger<RegistryFeedService>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add(formatter(state, exception));
}
