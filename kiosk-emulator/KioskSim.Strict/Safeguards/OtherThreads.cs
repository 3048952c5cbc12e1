using System.Runtime.CompilerServices;

namespace KioskSim.Strict.Safeguards;

/// <summary>A sandbox that not all threads are in is none: a new file is tried on every kind of them.</summary>
static class OtherThreads
{
    public static IEnumerable<Safeguard> TryIn(IReadOnlyList<Place> places)
    {
        var newFile = FileAttempts.Of("a new file", places, FileAttempts.NewFile);
        return
        [
            On("a new thread", OnNewThread),
            On("a thread of the pool", attempt => Task.Run(attempt).GetAwaiter().GetResult()),
            On("a thread that was there before the first line of the program", OnFinalizer),
        ];

        Safeguard On(string thread, Func<Func<string?>, string?> run) =>
            new(thread, () => run(newFile.Breach) is { } breach ? $"{breach} on {thread}" : null);
    }

    static string? OnNewThread(Func<string?> attempt)
    {
        string? breach = null;
        var thread = new Thread(() => breach = attempt());
        thread.Start();
        thread.Join();
        return breach;
    }

    // The runtime starts its finalizer thread before any code of ours.
    static string? OnFinalizer(Func<string?> attempt)
    {
        string? breach = "nothing could be tried";
        LeaveBehind(() => breach = attempt());
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return breach;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void LeaveBehind(Action attempt) => _ = new Parting(attempt);

    sealed class Parting(Action attempt)
    {
        ~Parting() => attempt();
    }
}
