using System.Buffers.Binary;
using KioskSim.Paper.Scramble.Coding;

namespace KioskSim.Paper.Scramble.Reading;

/// <summary>The code in the modules: collects what they say about each bit, decodes, and says back what the code makes of them.</summary>
internal sealed class CodeField(ModulePlanes planes)
{
    static readonly int MostBlocks = new ScrambleSize(ScrambleSize.MostBands).Blocks;

    readonly BlockDecoder _decoder = new();
    readonly float[] _beliefs = new float[MostBlocks * BlockCode.CodeBits];
    readonly bool[] _restored = new bool[MostBlocks];
    readonly ulong[] _message = new ulong[MostBlocks * BlockCode.Words];

    /// <summary>How many blocks are restored.</summary>
    public int Restored => _restored.Count(restored => restored);

    public void Clear() => Array.Clear(_restored);

    public void Wipe()
    {
        Array.Clear(_beliefs);
        Array.Clear(_message);
        _decoder.Wipe();
    }

    /// <returns>Whether all blocks are restored.</returns>
    public bool TryDecode(ScrambleSize size, int rounds)
    {
        var beliefs = _beliefs.AsSpan(0, size.Blocks * BlockCode.CodeBits);
        beliefs.Clear();
        ForBits(size, (bit, at) => _beliefs[bit] -= planes.Equalised[at]);
        for (var block = 0; block < size.Blocks; block++)
        {
            var bits = beliefs.Slice(block * BlockCode.CodeBits, BlockCode.CodeBits);
            if (!_restored[block] && _decoder.TryDecode(bits, rounds))
            {
                _restored[block] = true;
                _decoder.Message.CopyTo(_message.AsSpan(block * BlockCode.Words));
            }
        }

        return Restored == size.Blocks;
    }

    /// <summary>Lets the code decide on the modules.</summary>
    public void SayBack(ScrambleSize size) =>
        ForBits(size, (bit, at) => planes.Decisions[at] = MathF.Tanh(-_beliefs[bit] / 2));

    /// <summary>All blocks are restored: the message as it was written.</summary>
    public byte[] Message(ScrambleSize size)
    {
        var words = _message.AsSpan(0, size.Blocks * BlockCode.Words);
        ScrambleMessage.Whiten(words, 0);
        var message = new byte[size.MessageBytes];
        for (var i = 0; i < words.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(message.AsSpan(i * sizeof(ulong)), words[i]);
        ScrambleMessage.Whiten(words, 0);
        return message;
    }

    /// <summary>All blocks are restored: the shares of modules whose sample, and whose equalised value, was on the wrong side.</summary>
    public (float Samples, float Equalised) Errors(ScrambleSize size)
    {
        var code = new ulong[2 * _message.Length];
        for (var block = 0; block < size.Blocks; block++)
        {
            var words = code.AsSpan(2 * block * BlockCode.Words, 2 * BlockCode.Words);
            _message.AsSpan(block * BlockCode.Words, BlockCode.Words).CopyTo(words);
            BlockCode.Encode(words);
        }

        var (samples, equalised) = (0, 0);
        ForBits(size, (bit, at) =>
        {
            var ink = (code[bit / 64] >> (63 - bit % 64) & 1) != 0;
            samples += planes.Samples[at] > 0 != ink ? 1 : 0;
            equalised += planes.Equalised[at] > 0 != ink ? 1 : 0;
        });
        return ((float)samples / size.DataModules, (float)equalised / size.DataModules);
    }

    /// <summary>Every data module, with the bit of all blocks that it carries.</summary>
    static void ForBits(ScrambleSize size, Action<int, int> act)
    {
        var places = Interleaving.For(size);
        var index = 0;
        for (var y = 0; y < size.FieldHeight; y++)
        {
            var runs = ScrambleSize.Runs(y);
            for (var run = 0; run < runs.Count; run++)
            {
                var at = ModulePlanes.At(ScrambleSize.Border + runs.Start + run * runs.Step, y + ScrambleSize.Border);
                for (var end = at + runs.Length; at < end; at++, index++)
                    act(places[index / 8] * 8 + index % 8, at);
            }
        }
    }
}
