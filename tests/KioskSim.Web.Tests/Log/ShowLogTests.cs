using KioskSim.Show.Log;

namespace KioskSim.Web.Tests.Log;

/// <summary>One order for everybody, from wherever a browser is.</summary>
public sealed class ShowLogTests
{
    readonly ShowLog _log = new();

    [Fact]
    public async Task Whoever_comes_later_is_told_what_came_before_and_what_comes_then_in_one_order()
    {
        Add(1..4);
        var late = FollowAsync(after: 1, count: 4);
        Assert.False(late.IsCompleted);
        Add(4..6);
        Assert.Equal([(2, "2"), (3, "3"), (4, "4"), (5, "5")], await late);
        Assert.Equal(5, _log.Last);
    }

    [Fact]
    public async Task Whoever_is_too_far_behind_or_of_another_run_begins_anew()
    {
        Add(1..(ShowLog.Most + 2));
        Assert.Empty(await FollowAsync(after: 0, count: 1));
        Assert.Equal([(2, "2")], await FollowAsync(after: 1, count: 1));
        Assert.Empty(await FollowAsync(after: ShowLog.Most + 2, count: 1));
        Assert.Empty(await FollowAsync(after: -1, count: 1));
    }

    [Fact]
    public async Task Twenty_who_follow_at_once_are_told_the_same()
    {
        var twenty = Enumerable.Range(0, 20).Select(_ => FollowAsync(after: 0, count: 500)).ToList();
        Add(1..501);
        var told = await Task.WhenAll(twenty);
        Assert.All(told, one => Assert.Equal(told[0], one));
        Assert.Equal(Enumerable.Range(1, 500).Select(n => ((long)n, $"{n}")), told[0]);
    }

    void Add(Range numbers)
    {
        for (var n = numbers.Start.Value; n < numbers.End.Value; n++)
            _log.Add(new HandMoved($"{n}"));
    }

    async Task<List<(long, string)>> FollowAsync(long after, int count)
    {
        var told = new List<(long, string)>();
        await foreach (var (number, what) in _log.FollowAsync(after, TestContext.Current.CancellationToken))
        {
            told.Add((number, ((HandMoved)what).Visitor!));
            if (told.Count == count)
                break;
        }

        return told;
    }
}
