using System.Globalization;

namespace KioskSim.Load.Histograms;

/// <summary>What was recorded under one name in one span of time.</summary>
/// <param name="Tag">Letters, digits, points and hyphens.</param>
/// <param name="From">Since the log's start.</param>
public sealed record Interval(string Tag, TimeSpan From, TimeSpan Length, Histogram Histogram);

/// <summary>Intervals as text (<c>.hlog</c>): HdrHistogram's log format 1.3, which its tools read, cut and merge.</summary>
public static class HistogramLog
{
    const string Version = "#[Histogram log format version 1.3]";
    const string Start = "#[StartTime: ";
    const string Legend = "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"";
    const string Tag = "Tag=";

    const double MicrosecondsInMaximum = 1000; // the column of maxima is in milliseconds

    /// <param name="start">When the clock of all intervals stood at nothing.</param>
    public static void Write(TextWriter to, DateTimeOffset start, IEnumerable<Interval> intervals)
    {
        to.Write($"{Version}\n");
        to.Write(string.Create(CultureInfo.InvariantCulture, $"{Start}{start.ToUnixTimeMilliseconds() / 1000.0:F3} (seconds since epoch), {start:O}]\n"));
        to.Write($"{Legend}\n");
        foreach (var (tag, from, length, histogram) in intervals)
        {
            var maximum = histogram.Total == 0 ? 0 : Histogram.HighestWith(histogram.Max) / MicrosecondsInMaximum;
            to.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{Tag}{Checked(tag)},{from.TotalSeconds:F3},{length.TotalSeconds:F3},{maximum:F3},{Convert.ToBase64String(HistogramCode.Encode(histogram))}\n"));
        }
    }

    /// <exception cref="InvalidDataException">It is no such log; with the line where it is not.</exception>
    public static (DateTimeOffset Start, IReadOnlyList<Interval> Intervals) Read(TextReader from)
    {
        var start = DateTimeOffset.UnixEpoch;
        var intervals = new List<Interval>();
        for (var number = 1; from.ReadLine() is { } line; number++)
        {
            if (number == 1 && line != Version)
                throw new InvalidDataException("Line 1: this is no histogram log of version 1.3.");
            if (line.StartsWith(Start, StringComparison.Ordinal))
                start = DateTimeOffset.UnixEpoch.AddSeconds(Number(line[Start.Length..].Split(' ')[0], number));
            else if (line.Length > 0 && line[0] is not '#' and not '"')
                intervals.Add(ReadInterval(line, number));
        }

        return (start, intervals);
    }

    static Interval ReadInterval(string line, int number)
    {
        if (line.Split(',') is not [var tag, var from, var length, _, var code] || !tag.StartsWith(Tag, StringComparison.Ordinal))
            throw new InvalidDataException($"Line {number}: an interval has a tag, a start, a length, a maximum and a histogram.");
        var bytes = new byte[code.Length];
        if (!Convert.TryFromBase64String(code, bytes, out var size))
            throw new InvalidDataException($"Line {number}: the histogram is not Base64.");
        try
        {
            return new Interval(
                tag[Tag.Length..], TimeSpan.FromSeconds(Number(from, number)), TimeSpan.FromSeconds(Number(length, number)), HistogramCode.Decode(bytes.AsSpan(0, size)));
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith("Line ", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"Line {number}: {e.Message}");
        }
    }

    static double Number(string text, int line) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e11
            ? number
            : throw new InvalidDataException($"Line {line}: '{text}' is no number of seconds.");

    static string Checked(string tag) => tag.Length > 0 && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-')
        ? tag
        : throw new ArgumentException($"'{tag}' is no tag: letters, digits, points and hyphens.", nameof(tag));
}
