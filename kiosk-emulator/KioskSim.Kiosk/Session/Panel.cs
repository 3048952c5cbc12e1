using System.Runtime.CompilerServices;
using System.Threading.Channels;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Time;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// The glass: the session shows screens and asks, the citizen touches, anyone may look on. A touch that the present screen does not
/// take is refused and changes nothing.
/// </summary>
public sealed class Panel(TimeProvider clock)
{
    readonly Lock _lock = new();
    readonly List<Channel<Screen>> _watchers = [];
    TaskCompletionSource<Touch>? _asked;
    TaskCompletionSource<Screen> _nextWaiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
    CancellationTokenSource? _cancelled;
    Countdown? _countdown;

    public Screen Current { get; private set; } = new(ScreenKind.OutOfService);

    internal void Show(Screen screen)
    {
        lock (_lock)
            ShowLocked(screen);
    }

    /// <summary>Shows a screen and waits for a touch that is not a cancel.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.TimedOut"/> after <paramref name="patience"/>; <see cref="FlowErrorCode.Cancelled"/>.</exception>
    internal async Task<Touch> AskAsync(Screen screen, TimeSpan patience, CancellationToken stop)
    {
        TaskCompletionSource<Touch> asked;
        lock (_lock)
        {
            _asked = asked = new TaskCompletionSource<Touch>(TaskCreationOptions.RunContinuationsAsynchronously);
            ShowLocked(screen);
        }

        using var countdown = patience == Timeout.InfiniteTimeSpan ? null : Count(patience, stop);
        try
        {
            var touch = await asked.Task.OrStopAsync(countdown?.Token ?? stop);
            return touch is Cancel ? throw new FlowException(FlowErrorCode.Cancelled) : touch;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FlowException(FlowErrorCode.TimedOut);
        }
        finally
        {
            lock (_lock)
            {
                if (_asked == asked)
                    _asked = null;
            }
        }
    }

    /// <summary>Shows what is asked once more, since something that belongs to it is new; not where it has been answered.</summary>
    internal void ShowAgain()
    {
        lock (_lock)
        {
            if (_asked is not null)
                ShowLocked(Current);
        }
    }

    /// <summary>Begins to count how long the citizen takes, until it is disposed of.</summary>
    /// <param name="stop">Ends the waiting as well.</param>
    internal Countdown Count(TimeSpan patience, CancellationToken stop)
    {
        lock (_lock)
            return _countdown = new Countdown(patience, stop, clock, Warn, Forget);
    }

    /// <summary>A token that a touch on "cancel" trips while the session waits for something else than a touch: a card, money, an answer.</summary>
    internal CancellationTokenSource LinkCancel(CancellationToken stop)
    {
        lock (_lock)
            return _cancelled = CancellationTokenSource.CreateLinkedTokenSource(stop);
    }

    /// <summary>From here on the citizen can no longer cancel: money or paper is on its way.</summary>
    internal void UnlinkCancel()
    {
        lock (_lock)
            _cancelled = null;
    }

    /// <summary>Touches the glass and returns the screen that comes of it.</summary>
    /// <exception cref="FlowException"><see cref="FlowErrorCode.BadRequest"/>: this screen has no such button; or why the session refuses the choice.</exception>
    public async Task<Screen> TouchAsync(Touch touch, CancellationToken stop)
    {
        Task<Screen> next;
        lock (_lock)
        {
            if (!Takes(touch))
                throw new FlowException(FlowErrorCode.BadRequest, $"The screen {Current.Kind} does not take {touch.GetType().Name}.");
            if (touch is MoreTime)
            {
                _countdown!.Renew();
                ShowLocked(Current with { TimeLeft = default, MoreTime = false });
                return Current;
            }

            next = _nextWaiting.Task;
            if (_asked is { } asked)
            {
                _asked = null;
                asked.SetResult(touch);
            }
            else
            {
                _cancelled!.Cancel();
            }
        }

        await Task.WhenAny(next.HeardAsync(), touch.Refused.HeardAsync()).WaitAsync(stop);
        if (touch.Refused.IsFaulted) // the same screen is shown again after a refusal, so ask for this first
            await touch.Refused;
        return await next;
    }

    /// <summary>Every screen from the present one on. A slow onlooker misses screens; the kiosk does not wait.</summary>
    /// <param name="stop">Ends it, without an exception: every citizen who leaves stops looking.</param>
    public async IAsyncEnumerable<Screen> WatchAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var channel = Channel.CreateBounded<Screen>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_lock)
        {
            _watchers.Add(channel);
            channel.Writer.TryWrite(Current);
        }

        await using var end = stop.UnsafeRegister(static channel => ((Channel<Screen>)channel!).Writer.TryComplete(), channel);
        try
        {
            while (await channel.Reader.WaitToReadAsync(CancellationToken.None))
            {
                while (channel.Reader.TryRead(out var screen))
                    yield return screen;
            }
        }
        finally
        {
            lock (_lock)
                _watchers.Remove(channel);
        }
    }

    bool Waits => _asked is not null || _cancelled is { IsCancellationRequested: false };

    // Until the session has noticed, it may still show the last of what it waited for: a coin. That is no answer to the touch.
    bool WasCancelled => _cancelled is { IsCancellationRequested: true };

    void Warn(Countdown countdown)
    {
        lock (_lock)
        {
            // A touch that is on its way is an answer; the next screen is its own. And where nobody has begun anything, nothing ends.
            if (_countdown == countdown && Waits && !countdown.IsOver && Current.Kind != ScreenKind.Welcome)
                ShowLocked(Current with { TimeLeft = countdown.Notice, MoreTime = countdown.MayRenew });
        }
    }

    void Forget(Countdown countdown)
    {
        lock (_lock)
        {
            if (_countdown == countdown)
                _countdown = null;
        }
    }

    bool Takes(Touch touch) => touch switch
    {
        Choose or ChoosePinReset or ChooseUseRegistration => _asked is not null && Current.Kind == ScreenKind.Welcome,
        PressKey => _asked is not null && Current.Kind is ScreenKind.EnterPin or ScreenKind.EnterNewPin or ScreenKind.RepeatNewPin,
        EndPin => _asked is not null && Current.Kind is ScreenKind.EnterNewPin or ScreenKind.RepeatNewPin,
        TypeCharacter or EndText => _asked is not null && Current.Kind == ScreenKind.EnterText,
        ChooseMembers => _asked is not null && Current.Kind == ScreenKind.ChooseMembers,
        Confirm => _asked is not null && Current.Kind == ScreenKind.Confirm,
        MoreTime => Waits && Current.MoreTime && _countdown is { MayRenew: true, IsOver: false },
        Cancel => Current.Kind != ScreenKind.Welcome && Waits,
        _ => false,
    };

    void ShowLocked(Screen screen)
    {
        Current = screen with { Number = Current.Number + 1 };
        foreach (var watcher in _watchers)
            watcher.Writer.TryWrite(Current);
        if (!Current.WaitsForCitizen || WasCancelled)
            return;
        _nextWaiting.SetResult(Current);
        _nextWaiting = new TaskCompletionSource<Screen>(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
