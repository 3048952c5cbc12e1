namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>The real clock, for deadlines between real peers. No test asserts a time.</summary>
static class Clock
{
#pragma warning disable RS0030
    public static TimeProvider Real => TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>Fails a wait that should have ended long ago.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    public static DateTime In(TimeSpan wait) => Real.GetUtcNow().UtcDateTime + wait;

    /// <summary>Ends with the task, or fails it: a test does not hang.</summary>
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience, Real);

    /// <inheritdoc cref="Soon{T}(Task{T})"/>
    public static Task Soon(this Task task) => task.WaitAsync(Patience, Real);
}
