using System.Numerics;

namespace KioskSim.Paper.Scramble.Coding;

/// <summary>
/// The error-correcting code: a block of 1,024 bytes becomes 2,048. A quasi-cyclic irregular repeat-accumulate code, rate 1/2, of 64 × 64
/// circulants: 128 words of message and 128 of parity, each word 64 bits. Parity word i is the sum of parity word i − 1 and of five rotated
/// words of the message; two in five message words go into eight sums, the others into three, as in DVB-S2 (EN 302 307-1, 5.3.2).
/// </summary>
internal static class BlockCode
{
    /// <summary>Bits of a word: the size of a circulant.</summary>
    public const int Lift = 64;

    /// <summary>Words of message, and words of parity.</summary>
    public const int Words = 128;

    /// <summary>Message words in a sum.</summary>
    public const int Terms = 5;

    public const int MessageBytes = Words * Lift / 8;
    public const int CodeBytes = 2 * MessageBytes;
    public const int CodeBits = CodeBytes * 8;

    const ulong Start = 0x4B53_4C44_5043_0001;
    const int Strong = 51;
    const int StrongSums = 8;
    const int WeakSums = 3;

    /// <summary>A term of a sum: a message word, rotated left.</summary>
    internal readonly record struct Term(byte Word, byte Turn);

    /// <summary>Five terms for each parity word, one after the other.</summary>
    public static ReadOnlySpan<Term> Sums => AllTerms;

    static readonly Term[] AllTerms = Draw();

    /// <param name="code"><see cref="Words"/> words of message, then room for as many of parity.</param>
    public static void Encode(Span<ulong> code)
    {
        var message = code[..Words];
        var parity = code.Slice(Words, Words);
        var sum = 0ul;
        for (var i = 0; i < parity.Length; i++)
            parity[i] = sum ^= Sum(message, i);
    }

    /// <summary>Whether all sums of hard decisions come out.</summary>
    public static bool IsCodeword(ReadOnlySpan<ulong> code)
    {
        var message = code[..Words];
        var before = 0ul;
        for (var i = 0; i < Words; i++)
        {
            if ((code[Words + i] ^ before) != Sum(message, i))
                return false;
            before = code[Words + i];
        }

        return true;
    }

    static ulong Sum(ReadOnlySpan<ulong> message, int parity)
    {
        var sum = 0ul;
        foreach (var term in AllTerms.AsSpan(parity * Terms, Terms))
            sum ^= BitOperations.RotateLeft(message[term.Word], term.Turn);
        return sum;
    }

    /// <summary>
    /// Draws the code. A word joins the sums that have most room left; its turns are drawn again until no two words meet in two sums at
    /// the same distance, because such short circles of four mislead the decoder.
    /// </summary>
    static Term[] Draw()
    {
        var sequence = new FixedSequence(Start);
        var sums = Enumerable.Range(0, Words).Select(_ => new List<Term>(Terms)).ToArray();
        var met = new ulong[Words * Words];
        for (var i = 1; i < Words; i++)
            met[(i - 1) * Words + i] = 1; // neighbouring sums share a parity word, not rotated
        var order = Enumerable.Range(0, Words).ToArray();
        Span<(int Sum, int Turn)> chosen = stackalloc (int, int)[StrongSums];
        for (var word = 0; word < Words; word++)
        {
            // One of four sums makes the count of terms come out.
            var count = word < Strong ? StrongSums : word == Strong ? WeakSums + 1 : WeakSums;
            sequence.Shuffle(order.AsSpan());
            var roomiest = order.OrderBy(sum => sums[sum].Count).Take(count).Order().ToArray();
            for (var i = 0; i < count; i++)
            {
                do
                    chosen[i] = (roomiest[i], sequence.Below(Lift));
                while (Meets(chosen[..i], chosen[i], met));
            }

            for (var i = 0; i < count; i++)
            {
                foreach (var earlier in chosen[..i])
                    met[earlier.Sum * Words + chosen[i].Sum] |= 1ul << (earlier.Turn - chosen[i].Turn & Lift - 1);
                sums[chosen[i].Sum].Add(new Term((byte)word, (byte)chosen[i].Turn));
            }
        }

        return [.. sums.SelectMany(terms => terms)];

        static bool Meets(ReadOnlySpan<(int Sum, int Turn)> earlier, (int Sum, int Turn) one, ulong[] met)
        {
            foreach (var other in earlier)
            {
                if ((met[other.Sum * Words + one.Sum] >> (other.Turn - one.Turn & Lift - 1) & 1) != 0)
                    return true;
            }

            return false;
        }
    }
}
