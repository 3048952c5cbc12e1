using System.Buffers.Binary;
using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble.Coding;

namespace KioskSim.Paper.Scramble;

/// <summary>
/// The scramble image on the back of a sheet (000-56): bytes as a field of black and white modules that survive print, wear and scan. The
/// bytes are sealed before they come here; what this adds is only that they come back whole, or not at all.
/// </summary>
public static class ScrambleImage
{
    /// <summary>A module's side in dots of 600 dpi: 0.254 mm.</summary>
    public const int DotsPerModule = 6;

    /// <summary>Bytes that the largest image holds: 27,628.</summary>
    public static int LargestPayload { get; } = new ScrambleSize(ScrambleSize.MostBands).MessageBytes - ScrambleMessage.HeaderBytes;

    /// <returns>A dot a module, frame included.</returns>
    /// <exception cref="ScrambleTooLargeException">More than <see cref="LargestPayload"/>.</exception>
    public static Bitmap Encode(ReadOnlySpan<byte> payload)
    {
        if (payload.Length > LargestPayload)
            throw new ScrambleTooLargeException(payload.Length, LargestPayload);
        var size = ScrambleSize.For(ScrambleMessage.HeaderBytes + payload.Length);
        var message = new byte[size.MessageBytes];
        ScrambleMessage.Write(payload, message);
        return Encode(size, message);
    }

    /// <param name="message">All that the size holds.</param>
    internal static Bitmap Encode(ScrambleSize size, ReadOnlySpan<byte> message) => Draw(size, Interleave(size, Protect(message)));

    /// <returns>All blocks, one after the other.</returns>
    static byte[] Protect(ReadOnlySpan<byte> message)
    {
        var blocks = new byte[2 * message.Length];
        Span<ulong> words = stackalloc ulong[2 * BlockCode.Words];
        for (var at = 0; at < message.Length; at += BlockCode.MessageBytes)
        {
            for (var i = 0; i < BlockCode.Words; i++)
                words[i] = BinaryPrimitives.ReadUInt64BigEndian(message[(at + i * sizeof(ulong))..]);
            ScrambleMessage.Whiten(words[..BlockCode.Words], at / sizeof(ulong));
            BlockCode.Encode(words);
            var block = blocks.AsSpan(2 * at);
            for (var i = 0; i < words.Length; i++)
                BinaryPrimitives.WriteUInt64BigEndian(block[(i * sizeof(ulong))..], words[i]);
        }

        return blocks;
    }

    /// <returns>The data modules in order, 64 a word, and a word to spare.</returns>
    static ulong[] Interleave(ScrambleSize size, ReadOnlySpan<byte> blocks)
    {
        var bytes = new byte[(size.DataModules + 63) / 64 * 8 + 8];
        var places = Interleaving.For(size);
        for (var i = 0; i < places.Length; i++)
            bytes[i] = blocks[places[i]];
        var words = new ulong[bytes.Length / 8];
        for (var i = 0; i < words.Length; i++)
            words[i] = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(i * 8));
        return words;
    }

    static Bitmap Draw(ScrambleSize size, ReadOnlySpan<ulong> data)
    {
        var image = new Bitmap(ScrambleSize.Width, size.Height);
        const int inside = ScrambleSize.Width - 2 * ScrambleSize.Frame;
        image.Fill(0, 0, ScrambleSize.Width, size.Height);
        image.Clear(ScrambleSize.Frame, ScrambleSize.Frame, inside, size.Height - 2 * ScrambleSize.Frame);
        var at = 0;
        for (var y = 0; y < size.FieldHeight; y++)
        {
            var row = image.Row(y + ScrambleSize.Border);
            var runs = ScrambleSize.Runs(y);
            for (var run = 0; run < runs.Count; run++)
            {
                var start = ScrambleSize.Border + runs.Start + run * runs.Step;
                for (var x = 0; x < runs.Length; x += 64)
                {
                    var count = Math.Min(64, runs.Length - x);
                    Put(row, start + x, Take(data, at, count), count);
                    at += count;
                }
            }

            if (!ScrambleSize.CrossesMarks(y))
                continue;
            for (var column = 0; column < ScrambleSize.MarkColumns; column++)
            {
                var pattern = ScrambleMarks.Pattern(y / ScrambleSize.Pitch, column);
                Put(row, ScrambleSize.Border + column * ScrambleSize.Pitch, ScrambleMarks.Row(pattern, y % ScrambleSize.Pitch), ScrambleMarks.Side);
            }
        }

        return image;
    }

    /// <returns>Up to 64 bits from any bit on, the last in bit 0.</returns>
    static ulong Take(ReadOnlySpan<ulong> words, int at, int count)
    {
        var (word, bit) = (at / 64, at % 64);
        var bits = bit == 0 ? words[word] : words[word] << bit | words[word + 1] >> (64 - bit);
        return bits >> (64 - count);
    }

    /// <summary>Up to 64 bits, the last in bit 0, to any dot of a row that is white there.</summary>
    static void Put(Span<ulong> row, int x, ulong bits, int count)
    {
        bits <<= 64 - count;
        row[x / 64] |= bits >> x % 64;
        if (x % 64 + count > 64)
            row[x / 64 + 1] |= bits << (64 - x % 64);
    }
}
