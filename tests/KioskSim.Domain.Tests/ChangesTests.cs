using KioskSim.Domain.Time;

namespace KioskSim.Domain.Tests;

public sealed class ChangesTests
{
    [Fact]
    public async Task Whoever_follows_sees_the_present_value_then_the_latest_and_is_let_go_without_an_exception()
    {
        var changes = new Changes<int>(1);
        using var enough = new CancellationTokenSource();
        await using var followed = changes.FollowAsync(enough.Token).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await followed.MoveNextAsync());
        Assert.Equal(1, followed.Current);
        changes.Set(2);
        changes.Set(3);
        Assert.True(await followed.MoveNextAsync());
        Assert.Equal(3, followed.Current);
        var next = followed.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await enough.CancelAsync();
        Assert.False(await next);
    }
}
