using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>Keeps what a server logs.</summary>
sealed class CapturedLog : ILoggerProvider
{
    readonly ConcurrentQueue<Entry> _entries = new();

    public IEnumerable<Entry> Entries => _entries;

    public IEnumerable<Entry> Errors => _entries.Where(static entry => entry.Level >= LogLevel.Error);

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void Dispose()
    {
    }

    public sealed record Entry(string Category, LogLevel Level, EventId Id, string Text, Exception? Error);

    sealed class Logger(string category, ConcurrentQueue<Entry> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            entries.Enqueue(new(category, logLevel, eventId, formatter(state, exception), exception));
    }
}
