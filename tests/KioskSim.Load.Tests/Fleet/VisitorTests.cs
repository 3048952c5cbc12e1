using KioskSim.Load.Arrivals;
using KioskSim.Load.Fleet;
using KioskSim.Testing;

namespace KioskSim.Load.Tests.Fleet;

/// <summary>Who comes is the same on one machine and on many, and nobody is at two kiosks.</summary>
public sealed class VisitorTests
{
    [Fact]
    public async Task The_shares_have_the_people_of_the_whole_for_the_same_arrivals()
    {
        await using var cluster = await KioskSimCluster.StartAsync();
        var whole = await PrepareAsync(cluster, Shard.Whole, people: 9);
        var shares = new List<Visitors>();
        for (var i = 1; i <= 3; i++)
            shares.Add(await PrepareAsync(cluster, new Shard(i, 3), people: 9));
        for (var number = 0L; number < 30; number++)
            Assert.Equal(Who(whole, number), Who(shares[(int)(number % 3)], number));
        Assert.Equal([3, 3, 3], shares.Select(s => s.Count));
    }

    [Fact]
    public async Task Who_is_at_a_kiosk_is_not_sent_to_another()
    {
        await using var cluster = await KioskSimCluster.StartAsync();
        var visitors = await PrepareAsync(cluster, Shard.Whole, people: 3);
        var (first, second, third) = (visitors.Take(7), visitors.Take(7), visitors.Take(7));
        Assert.Distinct([first, second, third]);
        visitors.GiveBack(second);
        Assert.Equal(second, visitors.Take(7));
    }

    static Task<Visitors> PrepareAsync(KioskSimCluster cluster, Shard shard, int people) => Visitors.PrepareAsync(
        cluster.Services.World, cluster.Services.Wallet, SmallRun.Options.Fleet with { Kiosks = 1, People = people, Shard = shard }, default);

    static Visitor Who(Visitors visitors, long number)
    {
        var who = visitors.Take(number);
        visitors.GiveBack(who);
        return who;
    }
}
