namespace KioskSim.Jpki.Tests;

/// <summary>What becomes of good bytes in bad hands.</summary>
static class Mutation
{
    /// <summary>More than any structure here is allowed to have.</summary>
    const int Overlong = 100_000;

    public static byte[] Of(byte[] valid, Random random)
    {
        var bytes = valid.ToArray();
        switch (random.Next(8))
        {
            case 0:
                bytes = new byte[random.Next(400)];
                random.NextBytes(bytes);
                break;
            case 1:
                bytes = bytes[..random.Next(bytes.Length)];
                break;
            case 2:
                bytes = [.. bytes, .. bytes[random.Next(bytes.Length)..]];
                break;
            case 3:
                var from = random.Next(bytes.Length);
                bytes = [.. bytes[..from], .. bytes[random.Next(bytes.Length)..]];
                break;
            case 4:
                var all = Reencodings(bytes).Take(50).ToList();
                bytes = all[random.Next(all.Count)];
                break;
            case 5 when random.Next(20) == 0:
                bytes = [.. bytes, .. new byte[random.Next(Overlong)]];
                break;
            default:
                for (var changes = random.Next(1, 4); changes > 0; changes--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                break;
        }

        return bytes;
    }

    /// <summary>The same content in BER that is not DER: a length in more bytes than it needs, one element each, or without one.</summary>
    public static IEnumerable<byte[]> Reencodings(byte[] der)
    {
        var path = new List<int>();
        return Walk(0, der.Length);

        IEnumerable<byte[]> Walk(int from, int to)
        {
            while (from < to)
            {
                var (content, end) = Element(der, from);
                path.Add(from);
                yield return Lengthened(der, path, indefinite: false);
                if ((der[from] & 0x20) != 0)
                {
                    yield return Lengthened(der, path, indefinite: true);
                    foreach (var other in Walk(content, end))
                        yield return other;
                }

                path.RemoveAt(path.Count - 1);
                from = end;
            }
        }
    }

    // The last of the path in another form, and the lengths of those around it set right.
    static byte[] Lengthened(byte[] der, List<int> path, bool indefinite)
    {
        var at = path[^1];
        var (content, end) = Element(der, at);
        byte[] element = indefinite
            ? [der[at], 0x80, .. der[content..end], 0, 0]
            : [der[at], 0x84, .. Length(end - content), .. der[content..end]];
        for (var i = path.Count - 2; i >= 0; i--)
        {
            var (outerContent, outerEnd) = Element(der, path[i]);
            byte[] inside = [.. der[outerContent..at], .. element, .. der[end..outerEnd]];
            element = [der[path[i]], .. ShortestLength(inside.Length), .. inside];
            (at, end) = (path[i], outerEnd);
        }

        return element;
    }

    static (int Content, int End) Element(byte[] der, int at)
    {
        var first = der[at + 1];
        var content = at + 2 + (first < 0x80 ? 0 : first & 0x7F);
        var length = (int)first;
        if (first >= 0x80)
        {
            length = 0;
            for (var i = at + 2; i < content; i++)
                length = length << 8 | der[i];
        }

        return (content, content + length);
    }

    static byte[] Length(int length) => [(byte)(length >> 24), (byte)(length >> 16), (byte)(length >> 8), (byte)length];

    static byte[] ShortestLength(int length) => length switch
    {
        < 0x80 => [(byte)length],
        < 0x100 => [0x81, (byte)length],
        < 0x10000 => [0x82, (byte)(length >> 8), (byte)length],
        _ => [0x83, (byte)(length >> 16), (byte)(length >> 8), (byte)length],
    };
}
