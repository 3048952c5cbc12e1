namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>The real clock, for deadlines between real peers. No test asserts a time.</summary>
static class Clock
{
#pragma warning disable RS0030
    public static TimeProvider Real => TimeProvider.System;
#pragma warning restore RS0030

    public static DateTime In(TimeSpan wait) => Real.GetUtcNow().UtcDateTime + wait;
}
