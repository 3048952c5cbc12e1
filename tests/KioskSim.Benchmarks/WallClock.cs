namespace KioskSim.Benchmarks;

/// <summary>A benchmark measures real time.</summary>
static class WallClock
{
#pragma warning disable RS0030 // As it says.
    public static readonly TimeProvider Clock = TimeProvider.System;
#pragma warning restore RS0030

    public static double Seconds(Action work)
    {
        var start = Clock.GetTimestamp();
        work();
        return Clock.GetElapsedTime(start).TotalSeconds;
    }

    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var start = Clock.GetTimestamp();
        await work();
        return Clock.GetElapsedTime(start).TotalSeconds;
    }
}
