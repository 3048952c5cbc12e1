using KioskSim.Domain.Errors;
using KioskSim.Show.Log;
using KioskSim.Show.Words;

namespace KioskSim.Show.Stories;

/// <summary>Tells one story at a time, to everybody: step by step, or by itself within three minutes.</summary>
/// <param name="begin">Sets the scene of a story: services in its circumstances, its citizen before the kiosk.</param>
/// <param name="ended">Told of when none is told any more.</param>
/// <param name="clock">Of the room: what its people wait by.</param>
sealed class StoryTeller(Func<Story, CancellationToken, Task<Scene>> begin, Action ended, ShowLog log, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>How long a story takes that goes on by itself, beside what its stops take to happen.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(3);

    readonly Lock _lock = new();
    readonly CancellationTokenSource _closing = new();
    Scene? _scene;
    Task _work = Task.CompletedTask;
    CancellationTokenSource _pause = new();

    /// <summary>Null: none is told.</summary>
    public Telling? Now { get; private set; }

    /// <summary>Sets the scene of a story; whatever was told is over.</summary>
    /// <returns>False: something is still happening.</returns>
    public bool Begin(Story story) => Work(
        _ => new Telling(story, [], -1, IsUnderWay: true, Plays: false),
        async stop =>
        {
            _scene = await begin(story, stop);
            return null;
        });

    /// <summary>To the next stop: one that was told already is looked at again, another happens.</summary>
    /// <returns>False: there is none, or something is still happening.</returns>
    public bool Forward()
    {
        lock (_lock)
        {
            if (Now is null or { IsUnderWay: true })
                return false;
            if (Now.Shown + 1 < Now.Done.Count)
            {
                Change(Now with { Shown = Now.Shown + 1 });
                return true;
            }

            if (Now.IsOver || _scene is null)
                return false;
        }

        return Work(
            now => now! with { Shown = now.Done.Count, IsUnderWay = true },
            async stop => new Told(await Now!.Story.Stops[Now.Done.Count].Play(_scene!, stop)));
    }

    /// <summary>Looks at the stop before; what happened is not undone.</summary>
    public void Back()
    {
        lock (_lock)
        {
            if (Now is { Shown: > 0, IsUnderWay: false })
                Change(Now with { Shown = Now.Shown - 1, Plays = false });
        }
    }

    /// <summary>Goes on by itself from here.</summary>
    public void Play()
    {
        lock (_lock)
        {
            if (Now is null or { Plays: true } or { IsOver: true })
                return;
            _pause = new CancellationTokenSource();
            Change(Now with { Plays = true });
            _ = PlayAsync(Now.Story, _pause.Token);
        }
    }

    public void Pause()
    {
        lock (_lock)
        {
            _pause.Cancel();
            if (Now is { Plays: true })
                Change(Now with { Plays = false });
        }
    }

    /// <summary>Tells no more.</summary>
    /// <returns>False: something is still happening.</returns>
    public bool End()
    {
        lock (_lock)
        {
            if (Now is { IsUnderWay: true })
                return false;
            _pause.Cancel();
            (_scene, Now) = (null, null);
        }

        ended();
        log.Add(new StoryMoved(null)); // last: whoever sees it may begin something
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        Pause();
        await _closing.CancelAsync();
        await _work;
        _closing.Dispose();
    }

    async Task PlayAsync(Story story, CancellationToken paused)
    {
        var pace = Length / story.Stops.Count;
        try
        {
            while (true)
            {
                await _work.WaitAsync(paused);
                if (!Forward())
                    break;
                await _work.WaitAsync(paused);
                await Task.Delay(pace, clock, paused);
            }

            Pause();
        }
        catch (OperationCanceledException)
        {
            // Somebody took the remote, or all is over.
        }
    }

    bool Work(Func<Telling?, Telling> before, Func<CancellationToken, Task<Told?>> work)
    {
        lock (_lock)
        {
            if (Now is { IsUnderWay: true })
                return false;
            Change(before(Now));
            _work = WorkAsync(work);
            return true;
        }
    }

    async Task WorkAsync(Func<CancellationToken, Task<Told?>> work)
    {
        await Task.Yield(); // who asked for it does not wait
        Told? told;
        try
        {
            told = await work(_closing.Token);
        }
        catch (OtherwiseException e)
        {
            told = new Told([], e.What);
        }
        catch (FlowException e)
        {
            told = new Told([], Said.Of(e.Code, e.TriesLeft));
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            // Whatever it was: the room goes on, and says that this was not it.
            told = new Told([], new($"思わぬことが起きました（{e.GetType().Name}）。", $"Something unforeseen happened ({e.GetType().Name})."));
        }

        lock (_lock)
        {
            var done = Now! with { IsUnderWay = false };
            // Looked at even where the scene could not be set, when no stop was under way.
            Change(told is null ? done : done with { Done = [.. done.Done, told], Shown = done.Done.Count, Plays = done.Plays && told.Otherwise is null });
        }
    }

    void Change(Telling now)
    {
        Now = now;
        log.Add(new StoryMoved(now));
    }
}
