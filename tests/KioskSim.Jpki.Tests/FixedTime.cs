namespace KioskSim.Jpki.Tests;

/// <summary>A clock that shows what the test sets.</summary>
sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
