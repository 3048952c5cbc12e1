using KioskSim.World.Chance;

namespace KioskSim.World.Tests;

/// <summary>The pieces the world's chances are made of.</summary>
public sealed class ChanceTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(65_537)]
    public void A_permutation_gives_each_number_once_and_not_in_order(int size)
    {
        var permutation = new Permutation((ulong)size, new Dice(5));
        var numbers = Enumerable.Range(0, size).Select(i => (int)permutation.At((ulong)i)).ToArray();
        Assert.Equal(Enumerable.Range(0, size), numbers.Order());
        if (size > 10)
            Assert.True(numbers.Zip(numbers.Skip(1)).Count(p => p.Second == p.First + 1) < size / 100 + 5);
        Assert.Throws<ArgumentOutOfRangeException>(() => permutation.At((ulong)size));
    }

    [Fact]
    public void A_permutation_of_all_individual_numbers_stays_below_its_size()
    {
        const ulong size = 100_000_000_000;
        var permutation = new Permutation(size, new Dice(6));
        var numbers = Enumerable.Range(0, 100_000).Select(i => permutation.At((ulong)i)).ToArray();
        Assert.Distinct(numbers);
        Assert.All(numbers, n => Assert.True(n < size));
        Assert.InRange(numbers.Average(n => n / (double)size), 0.49, 0.51);
    }

    [Fact]
    public void A_quota_is_never_off_by_a_whole_one()
    {
        for (var seed = 0UL; seed < 50; seed++)
        {
            var quota = new Quota(37, new Dice(seed));
            for (var (asked, yes) = (1, 0); asked <= 500; asked++)
            {
                yes += quota.Next() ? 1 : 0;
                Assert.InRange(yes, asked * 37 / 1000, (asked * 37 + 999) / 1000);
            }
        }
    }

    [Fact]
    public void A_deck_deals_every_card_in_every_round()
    {
        var deck = new Deck<char>([('a', 3), ('b', 1)], new Dice(1));
        for (var round = 0; round < 20; round++)
            Assert.Equal("aaab", string.Concat(Enumerable.Range(0, 4).Select(_ => deck.Deal()).Order()));
    }

    [Fact]
    public void A_share_is_kept_though_people_come_in_households()
    {
        var (share, dice, people, chosen) = (new Share(125), new Dice(3), 0, 0);
        for (var i = 0; i < 2000; i++)
        {
            var size = dice.Between(1, 6);
            var due = share.Due;
            share.Count(size, due ? size : 0);
            (people, chosen) = (people + size, chosen + (due ? size : 0));
            Assert.InRange(chosen - people / 8.0, -3, 6);
        }
    }

    [Fact]
    public void Dice_show_all_sides_alike()
    {
        var dice = new Dice(11);
        var seen = new int[6];
        for (var i = 0; i < 60_000; i++)
            seen[dice.Between(1, 6) - 1]++;
        Assert.All(seen, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Weights_are_kept()
    {
        var (dice, weighted) = (new Dice(12), new Weighted<char>([('a', 1), ('b', 3)]));
        var drawn = Enumerable.Range(0, 40_000).Select(_ => weighted.Pick(dice)).CountBy(c => c).ToDictionary();
        Assert.InRange(drawn['b'] / (double)drawn['a'], 2.8, 3.2);
    }

    [Fact]
    public void Shares_of_cities_add_up()
    {
        for (var whole = 0; whole < 300; whole++)
            Assert.Equal(whole, Places.Shares.Of(whole, [8, 39, 9, 10, 34]).Sum());
        Assert.Equal([3, 1, 1], Places.Shares.Of(5, [6, 2, 2]));
    }
}
