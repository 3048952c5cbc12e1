namespace KioskSim.Fixtures;

/// <summary>Fails a wait that should have ended long ago, so that a test does not hang.</summary>
public static class Waiting
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

#pragma warning disable RS0030 // Real time, as it guards against a simulated one that stands still.
    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Patience, TimeProvider.System);

    public static Task Soon(this Task task) => task.WaitAsync(Patience, TimeProvider.System);
#pragma warning restore RS0030
}
