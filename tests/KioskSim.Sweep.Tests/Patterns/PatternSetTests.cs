using KioskSim.Domain.Randomness;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Sweep.Tests.Patterns;

public sealed class PatternSetTests
{
    static readonly SeededEntropy Chance = new(11, "patterns");

    readonly Canary _key = new("key", Chance.Bytes(32));
    readonly Canary _name = new("name", "綾小路瑠璃江"u8.ToArray(), 12);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4088)]
    [InlineData(4095)]
    [InlineData(9000)]
    public void A_whole_canary_is_found_wherever_it_lies(int at)
    {
        var data = Chance.Bytes(10_000);
        _key.Bytes.CopyTo(data, at);
        Assert.Equal([new Run(1_000_000 + at, _key, 0, 32)], Find(data, 1_000_000, _key, _name));
    }

    [Fact]
    public void Any_eight_bytes_of_it_are_found_and_seven_are_not()
    {
        for (var offset = 0; offset <= 24; offset++)
        {
            var data = new byte[500];
            _key.Bytes.AsSpan(offset, 8).CopyTo(data.AsSpan(100));
            Assert.Equal([new Run(100, _key, offset, 8)], Find(data, 0, _key));
            data[107] ^= 1;
            Assert.Empty(Find(data, 0, _key));
        }
    }

    [Fact]
    public void A_run_shorter_than_counts_is_none()
    {
        var data = new byte[100];
        _name.Bytes.AsSpan(3, 11).CopyTo(data.AsSpan(40));
        Assert.Empty(Find(data, 0, _name));
        data[51] = _name.Bytes[14];
        Assert.Equal([new Run(40, _name, 3, 12)], Find(data, 0, _name));
    }

    [Fact]
    public void Several_runs_side_by_side_are_told_apart()
    {
        byte[] data = [.. _key.Bytes, .. _name.Bytes, .. _key.Bytes[8..20], 0, .. _name.Bytes];
        Assert.Equal([(0, 32), (32, 18), (50, 12), (63, 18)], Find(data, 0, _key, _name).Select(r => ((int)r.At, r.Length)));
    }

    [Fact]
    public void The_longest_of_canaries_that_share_bytes_is_reported()
    {
        var longer = new Canary("longer", [.. _key.Bytes, .. Chance.Bytes(32)]);
        Assert.Equal([new Run(0, longer, 0, 64)], Find(longer.Bytes, 0, _key, longer));
    }

    [Fact]
    public void What_nobody_hid_is_not_found()
    {
        var canaries = Enumerable.Range(0, 200).Select(i => new Canary($"{i}", Chance.Bytes(64))).ToArray();
        Assert.Empty(Find(Chance.Bytes(4_000_000), 0, canaries));
    }

    [Fact]
    public void Zeros_and_ruled_lines_of_a_canary_say_nothing()
    {
        var picture = new Canary("picture", [.. new byte[100], .. Enumerable.Repeat((byte)0xff, 100), .. _key.Bytes]);
        var data = new byte[1000];
        data.AsSpan(300, 400).Fill(0xff);
        Assert.Empty(Find(data, 0, picture));
        _key.Bytes.CopyTo(data, 700);
        Assert.Equal(132, Assert.Single(Find(data, 0, picture)).Length); // with the line before it, of which it is the end
    }

    [Fact]
    public void A_few_bytes_among_the_zeros_of_a_picture_say_nothing_either()
    {
        var picture = new Canary("picture", [.. new byte[100], 1, 0xfe, 0x30, 0x7f, .. new byte[100], .. _key.Bytes, .. _key.Bytes], 64) { Changes = 24 };
        Assert.Empty(Find([9, .. picture.Bytes[..204], 9], 0, picture)); // 204 bytes, of which 5 are others than those before
        var found = Assert.Single(Find([9, .. picture.Bytes[204..], 9], 0, picture));
        Assert.Equal((204, 64), (found.Offset, found.Length));
    }

    [Fact]
    public void The_same_is_found_as_by_comparing_at_every_place()
    {
        var canaries = Enumerable.Range(0, 20).Select(i => new Canary($"{i}", Chance.Bytes(40), 8 + i % 9)).ToArray();
        var (data, random) = (Chance.Bytes(60_000), new Random(5));
        for (var i = 0; i < 100; i++)
        {
            var canary = canaries[random.Next(canaries.Length)];
            var (from, length) = (random.Next(20), random.Next(6, 20));
            canary.Bytes.AsSpan(from, length).CopyTo(data.AsSpan(600 * i));
        }

        var naive = new List<(long, string, int)>();
        for (var at = 0; at < data.Length; at++)
        {
            foreach (var canary in canaries)
            {
                for (var offset = 0; offset <= 40 - canary.Shortest; offset++)
                {
                    if (data.AsSpan(at).StartsWith(canary.Bytes.AsSpan(offset, canary.Shortest)) && (at == 0 || offset == 0 || data[at - 1] != canary.Bytes[offset - 1]))
                        naive.Add((at, canary.Name, data.AsSpan(at).CommonPrefixLength(canary.Bytes.AsSpan(offset))));
                }
            }
        }

        Assert.True(naive.Count > 50);
        Assert.Equal(naive, Find(data, 0, canaries).Select(r => (r.At, r.Canary.Name, r.Length)));
    }

    [Fact]
    public void A_canary_that_chance_could_make_is_refused_without_its_bytes()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new PatternSet([new Canary("PIN", "1234"u8.ToArray())]));
        Assert.Contains("PIN", refusal.Message);
        Assert.DoesNotContain("1234", refusal.Message);
        Assert.DoesNotContain(Convert.ToHexString(_key.Bytes), $"{_key}");
    }

    static List<Run> Find(byte[] data, long at, params Canary[] canaries)
    {
        var found = new List<Run>();
        new PatternSet(canaries).Find(data, at, found);
        return found;
    }
}
