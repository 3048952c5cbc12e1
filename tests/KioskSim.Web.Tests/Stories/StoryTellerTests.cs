using KioskSim.Fixtures;
using KioskSim.Show.Log;
using KioskSim.Show.Stages;
using KioskSim.Show.Stories;
using KioskSim.Show.Words;

namespace KioskSim.Web.Tests.Stories;

/// <summary>How a story goes on, whatever happens in it.</summary>
public sealed class StoryTellerTests : IAsyncDisposable
{
    static readonly Said Words = new("語", "words");

    readonly ManualTime _clock = new(new DateTimeOffset(2026, 11, 18, 10, 15, 0, TimeSpan.FromHours(9)));
    readonly ShowLog _log = new();
    readonly StoryTeller _teller;
    readonly List<int> _played = [];
    int _ended;
    Func<Task> _setting = () => Task.CompletedTask;
    Func<int, Task> _happening = _ => Task.CompletedTask;

    public StoryTellerTests() => _teller = new StoryTeller(SetAsync, () => _ended++, _log, _clock);

    [Fact]
    public async Task By_itself_it_takes_three_minutes_beside_what_happens()
    {
        await BeginAsync(stops: 6);
        var began = _clock.GetUtcNow();
        _teller.Play();
        for (var stop = 1; stop <= 6; stop++)
        {
            await UntilAsync(t => t.Done.Count == stop && !t.IsUnderWay);
            await _clock.ArmedAsync(StoryTeller.Length / 6);
            _clock.Advance(StoryTeller.Length / 6);
        }

        await UntilAsync(t => t is { IsOver: true, Plays: false });
        Assert.Equal(StoryTeller.Length, _clock.GetUtcNow() - began);
        Assert.Equal(Enumerable.Range(0, 6), _played);
    }

    [Fact]
    public async Task What_comes_otherwise_is_said_and_nothing_comes_after_it()
    {
        _happening = stop => stop == 1 ? throw new OtherwiseException(new("違います。", "It is not so.")) : Task.CompletedTask;
        await BeginAsync(stops: 3);
        await ForwardAsync();
        await ForwardAsync();
        Assert.Equal("違います。", _teller.Now!.ShownTold!.Otherwise!.Value.Japanese);
        Assert.True(_teller.Now.IsOver);
        Assert.False(_teller.Forward());
        Assert.Equal([0, 1], _played);
    }

    [Fact]
    public async Task A_scene_that_cannot_be_set_is_said_at_once_and_nothing_comes_after_it()
    {
        _setting = () => throw new OtherwiseException(new("起動しません。", "It does not start."));
        await BeginAsync(stops: 2);
        Assert.Equal("起動しません。", _teller.Now!.ShownTold!.Otherwise!.Value.Japanese);
        Assert.True(_teller.Now.IsOver);
        Assert.False(_teller.Forward());
        Assert.Empty(_played);
    }

    [Fact]
    public async Task A_service_that_breaks_in_an_unforeseen_way_ends_the_story_and_leaves_the_teller_alive()
    {
        _happening = _ => throw new InvalidOperationException("broken");
        await BeginAsync(stops: 2);
        await ForwardAsync();
        Assert.NotNull(_teller.Now!.ShownTold!.Otherwise);
        _happening = _ => Task.CompletedTask;
        await BeginAsync(stops: 2);
        await ForwardAsync();
        Assert.Null(_teller.Now.ShownTold!.Otherwise);
    }

    [Fact]
    public async Task While_something_happens_the_remote_control_does_nothing()
    {
        var happening = new TaskCompletionSource();
        _happening = _ => happening.Task;
        await BeginAsync(stops: 3);
        Assert.True(_teller.Forward());
        Assert.False(_teller.Forward());
        Assert.False(_teller.End());
        Assert.False(_teller.Begin(StoryOf(2)));
        happening.SetResult();
        await UntilAsync(t => !t.IsUnderWay);
        Assert.Equal([0], _played);
        Assert.True(_teller.End());
        Assert.Equal((null, 1), (_teller.Now, _ended));
    }

    [Fact]
    public async Task To_look_back_undoes_nothing_and_does_nothing_again()
    {
        await BeginAsync(stops: 3);
        await ForwardAsync();
        await ForwardAsync();
        _teller.Back();
        _teller.Back();
        Assert.Equal(0, _teller.Now!.Shown);
        Assert.True(_teller.Forward());
        Assert.Equal((1, 2), (_teller.Now.Shown, _teller.Now.Done.Count));
        Assert.Equal([0, 1], _played);
    }

    public ValueTask DisposeAsync() => _teller.DisposeAsync();

    async Task<Scene> SetAsync(Story story, CancellationToken stop)
    {
        await _setting();
        return new Scene(null!, null!, _log, null!, _clock);
    }

    Story StoryOf(int stops) => new(
        "story", Words, Words, "usable", Circumstances.Usual,
        [.. Enumerable.Range(0, stops).Select(number => new Stop(Words, Words, Words, async (_, _) =>
        {
            _played.Add(number);
            await _happening(number);
            return [];
        }))]);

    async Task BeginAsync(int stops)
    {
        Assert.True(_teller.Begin(StoryOf(stops)));
        await UntilAsync(t => !t.IsUnderWay);
    }

    async Task ForwardAsync()
    {
        Assert.True(_teller.Forward());
        await UntilAsync(t => !t.IsUnderWay);
    }

    async Task UntilAsync(Predicate<Telling> so)
    {
        var stop = TestContext.Current.CancellationToken;
        await foreach (var _ in _log.FollowAsync(0, stop))
        {
            if (_teller.Now is { } now && so(now))
                return;
        }
    }
}
