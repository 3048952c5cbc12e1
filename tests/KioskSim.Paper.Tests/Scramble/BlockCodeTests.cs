using KioskSim.Paper.Scramble.Coding;

namespace KioskSim.Paper.Tests.Scramble;

/// <summary>The error-correcting code by itself.</summary>
public sealed class BlockCodeTests
{
    [Fact]
    public void What_is_encoded_is_a_codeword_and_with_any_bit_changed_it_is_none()
    {
        var code = Codeword(1);
        Assert.True(BlockCode.IsCodeword(code));
        for (var bit = 0; bit < BlockCode.CodeBits; bit += 97)
        {
            code[bit / 64] ^= 1ul << bit % 64;
            Assert.False(BlockCode.IsCodeword(code));
            code[bit / 64] ^= 1ul << bit % 64;
        }
    }

    [Fact]
    public void Every_sum_has_five_terms_every_word_is_in_three_or_more_and_no_two_meet_twice()
    {
        var sums = BlockCode.Sums.ToArray().Select((term, i) => (Sum: i / BlockCode.Terms, term.Word, term.Turn)).ToArray();
        Assert.All(sums.GroupBy(term => term.Word), word => Assert.InRange(word.Count(), 3, 8));
        Assert.Equal(BlockCode.Words, sums.DistinctBy(term => term.Word).Count());
        Assert.All(sums.GroupBy(term => term.Sum), sum => Assert.Equal(BlockCode.Terms, sum.DistinctBy(term => term.Word).Count()));

        // Two words that both are in two sums, turned against each other alike, would be a circle of four.
        var meetings = from one in sums
                       from other in sums
                       where one.Word == other.Word && one.Sum < other.Sum
                       select (one.Sum, Other: other.Sum, Distance: one.Turn - other.Turn & 63);
        var neighbours = Enumerable.Range(1, BlockCode.Words - 1).Select(sum => (Sum: sum - 1, Other: sum, Distance: 0));
        var all = meetings.Concat(neighbours).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.08)]
    [InlineData(0.085)]
    public void Bits_that_are_wrong_are_put_right(double share)
    {
        var (decoder, chance) = (new BlockDecoder(), new Random(3));
        for (var trial = 0; trial < 10; trial++)
        {
            var code = Codeword(trial);
            Assert.True(decoder.TryDecode(Beliefs(code, _ => chance.NextDouble() < share ? -1 : 1), 60));
            Assert.True(decoder.Message.SequenceEqual(code.AsSpan(0, BlockCode.Words)));
        }
    }

    [Fact]
    public void Two_fifths_of_the_bits_may_be_missing()
    {
        var (decoder, chance, code) = (new BlockDecoder(), new Random(4), Codeword(7));
        Assert.True(decoder.TryDecode(Beliefs(code, _ => chance.NextDouble() < 0.4 ? 0 : 1), 60));
        Assert.True(decoder.Message.SequenceEqual(code.AsSpan(0, BlockCode.Words)));
    }

    [Fact]
    public void Noise_and_silence_are_no_codeword()
    {
        var (decoder, chance) = (new BlockDecoder(), new Random(5));
        Assert.False(decoder.TryDecode(Beliefs(Codeword(1), _ => chance.NextSingle() - 0.5f), 60));
        Assert.False(decoder.TryDecode(new float[BlockCode.CodeBits], 60));
        Assert.False(decoder.TryDecode(Beliefs(Codeword(1), _ => float.NaN), 60));
    }

    static ulong[] Codeword(int seed)
    {
        var (code, chance) = (new ulong[2 * BlockCode.Words], new Random(seed));
        for (var i = 0; i < BlockCode.Words; i++)
            code[i] = (ulong)chance.NextInt64(long.MinValue, long.MaxValue);
        BlockCode.Encode(code);
        return code;
    }

    static float[] Beliefs(ulong[] code, Func<int, float> trust) => [.. Enumerable.Range(0, BlockCode.CodeBits).Select(bit =>
        ((code[bit / 64] >> (63 - bit % 64) & 1) == 0 ? 2 : -2) * trust(bit))];
}
