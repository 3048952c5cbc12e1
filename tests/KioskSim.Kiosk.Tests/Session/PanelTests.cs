using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.Session;
using KioskSim.Kiosk.Tests.Stand;

namespace KioskSim.Kiosk.Tests.Session;

public sealed class PanelTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly Choose Choice = new(FakeCentre.City, CertificateKind.ResidentRecord, CertificateOptions.None, new Copies(1));

    readonly ManualTime _clock = new(DateTimeOffset.UnixEpoch);
    readonly Panel _panel;

    public PanelTests() => _panel = new Panel(_clock);

    public static TheoryData<ScreenKind, string> Touches()
    {
        var data = new TheoryData<ScreenKind, string>();
        foreach (var kind in Enum.GetValues<ScreenKind>())
        {
            foreach (var touch in (string[])["choose", "new PIN", "key", "end", "confirm", "more time", "cancel"])
                data.Add(kind, touch);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Touches))]
    public async Task An_asking_screen_takes_its_own_buttons_and_no_others_002_11(ScreenKind kind, string button)
    {
        var takes = (kind, button) switch
        {
            (ScreenKind.Welcome, "choose" or "new PIN") or (ScreenKind.EnterPin, "key") or (ScreenKind.Confirm, "confirm") => true,
            (ScreenKind.EnterNewPin or ScreenKind.RepeatNewPin, "key" or "end") => true,
            (ScreenKind.Welcome, "cancel") => false,
            (_, "cancel") => true,
            _ => false,
        };
        var touch = Button(button);
        var asked = _panel.AskAsync(new Screen(kind), Patience, CancellationToken.None);

        var answer = _panel.TouchAsync(touch, CancellationToken.None);
        if (!takes)
        {
            Assert.Equal(FlowErrorCode.BadRequest, (await Assert.ThrowsAsync<FlowException>(() => answer.Soon())).Code);
            Assert.False(asked.IsCompleted);
            Assert.Equal(kind, _panel.Current.Kind);
        }
        else if (touch is Cancel)
        {
            Assert.Equal(FlowErrorCode.Cancelled, (await Assert.ThrowsAsync<FlowException>(() => asked.Soon())).Code);
        }
        else
        {
            Assert.Same(touch, await asked.Soon());
        }
    }

    [Theory]
    [MemberData(nameof(Touches))]
    public async Task A_screen_that_asks_nothing_takes_no_touch_and_does_not_change(ScreenKind kind, string button)
    {
        _panel.Show(new Screen(kind));
        var number = _panel.Current.Number;
        var refusal = await Assert.ThrowsAsync<FlowException>(() => _panel.TouchAsync(Button(button), CancellationToken.None).Soon());
        Assert.Equal(FlowErrorCode.BadRequest, refusal.Code);
        Assert.Equal(number, _panel.Current.Number);
    }

    [Fact]
    public async Task A_button_works_once()
    {
        var asked = _panel.AskAsync(new Screen(ScreenKind.Confirm), Patience, CancellationToken.None);
        _ = _panel.TouchAsync(new Confirm(), CancellationToken.None);
        var again = await Assert.ThrowsAsync<FlowException>(() => _panel.TouchAsync(new Confirm(), CancellationToken.None).Soon());
        Assert.Equal(FlowErrorCode.BadRequest, again.Code);
        await asked.Soon();
    }

    [Fact]
    public async Task Nobody_touches_until_patience_ends()
    {
        var asked = _panel.AskAsync(new Screen(ScreenKind.Confirm), Patience, CancellationToken.None);
        _clock.Advance(Patience - TimeSpan.FromTicks(1));
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(FlowErrorCode.TimedOut, (await Assert.ThrowsAsync<FlowException>(() => asked.Soon())).Code);

        var late = await Assert.ThrowsAsync<FlowException>(() => _panel.TouchAsync(new Confirm(), CancellationToken.None).Soon());
        Assert.Equal(FlowErrorCode.BadRequest, late.Code);
    }

    [Fact]
    public async Task Little_time_is_said_to_be_left_and_a_touch_gives_it_anew()
    {
        var asked = _panel.AskAsync(new Screen(ScreenKind.Confirm), Patience, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(39));
        await RefusedAsync(new MoreTime()); // as long as there is enough
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((ScreenKind.Confirm, TimeSpan.FromSeconds(20), true), (_panel.Current.Kind, _panel.Current.TimeLeft, _panel.Current.MoreTime));

        var after = await _panel.TouchAsync(new MoreTime(), CancellationToken.None).Soon();
        Assert.Equal((ScreenKind.Confirm, TimeSpan.Zero, false), (after.Kind, after.TimeLeft, after.MoreTime));
        _clock.Advance(Patience - TimeSpan.FromTicks(1));
        Assert.False(asked.IsCompleted);
        Assert.Equal(TimeSpan.FromSeconds(20), _panel.Current.TimeLeft); // and is said again
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(FlowErrorCode.TimedOut, (await Assert.ThrowsAsync<FlowException>(() => asked.Soon())).Code);
        await RefusedAsync(new MoreTime());
    }

    [Fact]
    public async Task Time_is_given_anew_ten_times_and_then_it_is_said_to_be_over_soon_without_a_button()
    {
        var asked = _panel.AskAsync(new Screen(ScreenKind.EnterPin), Patience, CancellationToken.None);
        for (var i = 0; i < 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(50));
            await _panel.TouchAsync(new MoreTime(), CancellationToken.None).Soon();
        }

        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal((TimeSpan.FromSeconds(20), false), (_panel.Current.TimeLeft, _panel.Current.MoreTime));
        await RefusedAsync(new MoreTime());
        Assert.False(asked.IsCompleted);
    }

    [Fact]
    public async Task Who_touched_in_time_is_not_told_of_time_any_more_000_30()
    {
        var asked = _panel.AskAsync(new Screen(ScreenKind.Confirm), Patience, CancellationToken.None);
        var answer = _panel.TouchAsync(new Confirm(), CancellationToken.None);
        var number = _panel.Current.Number;
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(number, _panel.Current.Number);
        await asked.Soon();
        _panel.Show(new Screen(ScreenKind.TakeCard));
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal((ScreenKind.TakeCard, TimeSpan.Zero), ((await answer.Soon()).Kind, _panel.Current.TimeLeft));
    }

    [Fact]
    public void Where_nobody_has_begun_anything_nothing_is_said_to_end()
    {
        _ = _panel.AskAsync(new Screen(ScreenKind.Welcome), Patience, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(50));
        Assert.Equal(TimeSpan.Zero, _panel.Current.TimeLeft);
    }

    [Fact]
    public async Task A_touch_is_answered_with_the_next_screen_that_waits_for_the_citizen()
    {
        _ = _panel.AskAsync(new Screen(ScreenKind.Confirm), Patience, CancellationToken.None);
        var answer = _panel.TouchAsync(new Confirm(), CancellationToken.None);
        _panel.Show(new Screen(ScreenKind.PleaseWait));
        Assert.False(answer.IsCompleted);
        _panel.Show(new Screen(ScreenKind.TakeCard));
        Assert.Equal(ScreenKind.TakeCard, (await answer.Soon()).Kind);
    }

    [Fact]
    public async Task A_refused_touch_tells_who_touched_why()
    {
        var asked = _panel.AskAsync(new Screen(ScreenKind.Welcome), Patience, CancellationToken.None);
        var answer = _panel.TouchAsync(Choice, CancellationToken.None);
        (await asked.Soon()).Refuse(FlowErrorCode.Closed, "at night");
        _ = _panel.AskAsync(new Screen(ScreenKind.Welcome), Patience, CancellationToken.None);
        Assert.Equal(FlowErrorCode.Closed, (await Assert.ThrowsAsync<FlowException>(() => answer.Soon())).Code);
    }

    [Fact]
    public async Task Cancel_reaches_a_session_that_waits_for_something_else_than_a_touch()
    {
        using var linked = _panel.LinkCancel(CancellationToken.None);
        _panel.Show(new Screen(ScreenKind.Pay));
        _ = _panel.TouchAsync(new Cancel(), CancellationToken.None);
        Assert.True(linked.IsCancellationRequested);
        await RefusedAsync(new Cancel()); // it can be touched once
    }

    [Fact]
    public async Task A_coin_that_falls_as_somebody_cancels_is_not_the_answer_to_it()
    {
        using var linked = _panel.LinkCancel(CancellationToken.None);
        _panel.Show(new Screen(ScreenKind.Pay));
        var answer = _panel.TouchAsync(new Cancel(), CancellationToken.None);
        _panel.Show(new Screen(ScreenKind.Pay) { Credit = new Yen(100) });
        _panel.UnlinkCancel();
        _panel.Show(new Screen(ScreenKind.Stopped) { Error = FlowErrorCode.PaymentAborted });
        Assert.Equal(FlowErrorCode.PaymentAborted, (await answer.Soon()).Error);
    }

    [Fact]
    public async Task Once_money_is_on_its_way_nobody_can_cancel_000_30()
    {
        using var linked = _panel.LinkCancel(CancellationToken.None);
        _panel.Show(new Screen(ScreenKind.Pay));
        _panel.UnlinkCancel();
        await RefusedAsync(new Cancel());
        Assert.False(linked.IsCancellationRequested);
    }

    [Fact]
    public async Task Onlookers_see_every_screen_from_the_present_one_on_numbered_without_gaps()
    {
        _panel.Show(new Screen(ScreenKind.Welcome));
        await using var onlooker = _panel.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await onlooker.MoveNextAsync());
        Assert.Equal((ScreenKind.Welcome, 1), (onlooker.Current.Kind, onlooker.Current.Number));
        _panel.Show(new Screen(ScreenKind.PlaceCard));
        _panel.Show(new Screen(ScreenKind.PleaseWait));
        Assert.True(await onlooker.MoveNextAsync());
        Assert.Equal((ScreenKind.PlaceCard, 2), (onlooker.Current.Kind, onlooker.Current.Number));
        Assert.True(await onlooker.MoveNextAsync());
        Assert.Equal((ScreenKind.PleaseWait, 3), (onlooker.Current.Kind, onlooker.Current.Number));
    }

    [Fact]
    public async Task An_onlooker_who_falls_asleep_holds_nobody_up_and_sees_the_latest_screens()
    {
        await using var onlooker = _panel.WatchAsync(CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await onlooker.MoveNextAsync());
        for (var i = 0; i < 1000; i++)
            _panel.Show(new Screen(ScreenKind.Welcome));
        Assert.True(await onlooker.MoveNextAsync());
        Assert.InRange(onlooker.Current.Number, 900, 1000);
    }

    [Fact]
    public async Task An_onlooker_who_leaves_is_let_go_without_an_exception()
    {
        using var enough = new CancellationTokenSource();
        await using var onlooker = _panel.WatchAsync(enough.Token).GetAsyncEnumerator(CancellationToken.None);
        Assert.True(await onlooker.MoveNextAsync());
        var next = onlooker.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await enough.CancelAsync();
        Assert.False(await next.Soon());
    }

    async Task RefusedAsync(Touch touch)
    {
        var refusal = await Assert.ThrowsAsync<FlowException>(() => _panel.TouchAsync(touch, CancellationToken.None).Soon());
        Assert.Equal(FlowErrorCode.BadRequest, refusal.Code);
    }

    static Touch Button(string name) => name switch
    {
        "choose" => Choice,
        "new PIN" => new ChoosePinReset(),
        "key" => new PressKey(3),
        "end" => new EndPin(),
        "confirm" => new Confirm(),
        "more time" => new MoreTime(),
        _ => new Cancel(),
    };
}
