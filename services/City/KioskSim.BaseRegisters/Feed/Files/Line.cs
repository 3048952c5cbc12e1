using System.Text.Unicode;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>A line of a file: its bytes without the line's end, or why they cannot be read. The bytes are there until the next line is asked for.</summary>
readonly record struct Line(int Number, ReadOnlyMemory<byte> Text, string? Fault);

/// <summary>Cuts a stream into lines, in as much memory as its longest good line takes.</summary>
static class Lines
{
    /// <summary>Bytes. A family register of a hundred people has some 100,000.</summary>
    public const int Longest = 1 << 20;

    const int Chunk = 1 << 16;

    static ReadOnlySpan<byte> Mark => "\uFEFF"u8;

    public static IEnumerable<Line> Of(Stream stream)
    {
        var (buffer, start, end) = (new byte[Chunk], 0, 0);
        for (var number = 1; ; number++)
        {
            var tooLong = false;
            int length;
            while ((length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n')) < 0)
            {
                if (end - start > Longest)
                    (tooLong, start, end) = (true, 0, 0);
                if (Fill(stream, ref buffer, ref start, ref end))
                    continue;
                if (tooLong || end > start)
                    yield return new(number, default, "is not ended: the file was cut off here");
                yield break;
            }

            yield return tooLong || length > Longest
                ? new(number, default, $"is longer than {Longest} bytes")
                : Checked(number, buffer.AsMemory(start, length));
            start += length + 1;
        }
    }

    static bool Fill(Stream stream, ref byte[] buffer, ref int start, ref int end)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }

    // Windows programs begin a file with a mark and end lines with CR LF; both say nothing.
    static Line Checked(int number, ReadOnlyMemory<byte> line)
    {
        if (number == 1 && line.Span.StartsWith(Mark))
            line = line[Mark.Length..];
        if (line.Span.EndsWith("\r"u8))
            line = line[..^1];
        var fault = line.IsEmpty ? "is empty"
            : line.Span.ContainsAnyInRange((byte)0, (byte)0x1F) || line.Span.Contains((byte)0x7F) ? "holds a control character"
            : !Utf8.IsValid(line.Span) ? "is not UTF-8"
            : null;
        return new(number, line, fault);
    }
}
