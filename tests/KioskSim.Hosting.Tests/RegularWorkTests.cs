using System.Data.Common;
using KioskSim.Domain.Log;
using Microsoft.Extensions.Logging;

namespace KioskSim.Hosting.Tests;

public sealed class RegularWorkTests
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly ManualTime _clock = new(new DateTimeOffset(2026, 11, 18, 10, 15, 0, TimeSpan.FromHours(9)));
    readonly EventsSaid _log = new();

    [Fact]
    public async Task Work_goes_on_when_tables_are_back_and_that_they_were_away_is_said_once()
    {
        using var work = new Work([true, false, false, true, false, true], _clock, _log);
        await work.StartAsync(CancellationToken.None);
        for (var time = 1; time <= 6; time++)
        {
            await WaitsOrEndsAsync(work);
            Assert.Equal((time, false), (work.Times, work.ExecuteTask!.IsCompleted));
            Assert.Equal(time switch { 1 => [], < 5 => [LogEvents.TablesAway], _ => [LogEvents.TablesAway, LogEvents.TablesAway] }, _log.Events);
            _clock.Advance(Interval);
        }

        await work.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Any_other_error_ends_it()
    {
        using var work = new Work([], _clock, _log);
        await work.StartAsync(CancellationToken.None);
        await WaitsOrEndsAsync(work);
        Assert.IsType<ArgumentOutOfRangeException>(work.ExecuteTask!.Exception?.InnerException);
    }

    Task WaitsOrEndsAsync(Work work) => Task.WhenAny(_clock.ArmedAsync(Interval), work.ExecuteTask!);

    /// <param name="there">Each time, whether tables can be had.</param>
    sealed class Work(IReadOnlyList<bool> there, TimeProvider clock, ILogger log) : RegularWork(Interval, clock, log)
    {
        public int Times { get; private set; }

        protected override Task WorkAsync(CancellationToken stop) => Times >= there.Count
            ? throw new ArgumentOutOfRangeException(nameof(there))
            : there[Times++] ? Task.CompletedTask : throw new TablesGone();
    }

    sealed class TablesGone : DbException;

    sealed class EventsSaid : ILogger
    {
        public List<int> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Events.Add(eventId.Id);
    }
}
