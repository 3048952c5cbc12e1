using System.Numerics;

namespace KioskSim.Paper.Scramble.Coding;

/// <summary>
/// Decodes one block after the other from how sure each bit is: layered min-sum with scaled messages (Hocevar 2004; Chen and Fossorier
/// 2002). All 64 checks of a parity word go side by side, since a circulant only rotates them. Not for two threads at once.
/// </summary>
internal sealed class BlockDecoder
{
    const int Lift = BlockCode.Lift;
    const int MostEdges = BlockCode.Terms + 2;

    /// <summary>Min-sum overrates what a check says; this takes it back.</summary>
    const float Scale = 0.8f;

    const float Surest = 1e4f;

    readonly float[] _said = new float[BlockCode.Words * MostEdges * Lift];
    readonly float[] _edges = new float[MostEdges * Lift];
    readonly ulong[] _hard = new ulong[2 * BlockCode.Words];

    /// <summary>The message words of the last block that was decoded.</summary>
    public ReadOnlySpan<ulong> Message => _hard.AsSpan(0, BlockCode.Words);

    public void Wipe()
    {
        Array.Clear(_said);
        Array.Clear(_edges);
        Array.Clear(_hard);
    }

    /// <param name="beliefs">
    /// Log-likelihood ratios of the block's bits, positive for 0, highest bit of each word first; on return what all checks make of them.
    /// </param>
    /// <returns>Whether all checks agree.</returns>
    public bool TryDecode(Span<float> beliefs, int rounds)
    {
        Array.Clear(_said);
        for (var round = 0; round < rounds; round++)
        {
            Harden(beliefs);
            if (BlockCode.IsCodeword(_hard))
                return true;
            for (var parity = 0; parity < BlockCode.Words; parity++)
                Check(beliefs, parity);
        }

        Harden(beliefs);
        return BlockCode.IsCodeword(_hard);
    }

    void Harden(ReadOnlySpan<float> beliefs)
    {
        for (var word = 0; word < _hard.Length; word++)
        {
            var bits = 0ul;
            foreach (var belief in beliefs.Slice(word * Lift, Lift))
                bits = bits << 1 | (belief > 0 ? 0ul : 1); // all unknown is then no codeword
            _hard[word] = bits;
        }
    }

    void Check(Span<float> beliefs, int parity)
    {
        var count = parity == 0 ? BlockCode.Terms + 1 : MostEdges;
        Span<(int At, int Turn)> words = stackalloc (int, int)[MostEdges];
        var terms = BlockCode.Sums.Slice(parity * BlockCode.Terms, BlockCode.Terms);
        for (var i = 0; i < terms.Length; i++)
            words[i] = (terms[i].Word * Lift, terms[i].Turn);
        words[BlockCode.Terms] = ((BlockCode.Words + parity) * Lift, 0);
        words[BlockCode.Terms + 1] = ((BlockCode.Words + parity - 1) * Lift, 0);

        var edges = _edges.AsSpan(0, count * Lift);
        for (var i = 0; i < count; i++)
            Turn(beliefs.Slice(words[i].At, Lift), edges.Slice(i * Lift, Lift), words[i].Turn);
        Combine(edges, _said.AsSpan(parity * MostEdges * Lift, count * Lift), count);
        for (var i = 0; i < count; i++)
            Turn(edges.Slice(i * Lift, Lift), beliefs.Slice(words[i].At, Lift), Lift - words[i].Turn & Lift - 1);
    }

    /// <summary>Each check tells each of its bits the sign and the weakest size among the others.</summary>
    /// <param name="edges">Beliefs, in and out.</param>
    /// <param name="said">What this check told each bit last time, in and out.</param>
    static void Combine(Span<float> edges, Span<float> said, int count)
    {
        for (var lane = 0; lane < Lift; lane += Vector<float>.Count)
        {
            var (weakest, second) = (new Vector<float>(Surest), new Vector<float>(Surest));
            var sign = Vector<int>.Zero;
            for (var i = 0; i < count; i++)
            {
                var at = i * Lift + lane;
                var others = new Vector<float>(edges[at..]) - new Vector<float>(said[at..]);
                others.CopyTo(edges[at..]);
                sign ^= Vector.AsVectorInt32(others);
                var size = Vector.Abs(others);
                second = Vector.Min(second, Vector.Max(weakest, size));
                weakest = Vector.Min(weakest, size);
            }

            for (var i = 0; i < count; i++)
            {
                var at = i * Lift + lane;
                var others = new Vector<float>(edges[at..]);
                var size = Vector.ConditionalSelect(Vector.Equals(Vector.Abs(others), weakest), second, weakest) * Scale;
                var signed = Vector.AsVectorSingle(
                    Vector.AsVectorInt32(size) ^ ((sign ^ Vector.AsVectorInt32(others)) & new Vector<int>(int.MinValue)));
                signed.CopyTo(said[at..]);
                (others + signed).CopyTo(edges[at..]);
            }
        }
    }

    static void Turn(ReadOnlySpan<float> from, Span<float> to, int left)
    {
        from[left..].CopyTo(to);
        from[..left].CopyTo(to[(Lift - left)..]);
    }
}
