using KioskSim.Load.Histograms;

namespace KioskSim.Load.Tests.Histograms;

/// <summary>Files: read back whole, refused with a reason, and read to the same numbers by HdrHistogram's own library for Node.</summary>
public sealed class HistogramFileTests
{
    static readonly DateTimeOffset Start = new(2026, 3, 30, 6, 30, 0, TimeSpan.FromHours(9));

    // Reads a log from its standard input and writes each interval's name, counts, percentiles and distribution.
    const string Judge = """
        const hdr = require(process.argv[1]), fs = require('fs');
        const reader = new hdr.HistogramLogReader(fs.readFileSync(0, 'utf8'));
        for (let h; (h = reader.nextIntervalHistogram());)
          process.stdout.write(`${h.tag} ${h.totalCount} ${[50, 90, 99, 99.9, 100].map(p => h.getValueAtPercentile(p)).join(' ')}\n${h.outputPercentileDistribution(5, 1000)}`);
        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30_000)]
    public void Somebody_elses_library_reads_the_same_numbers(int samples)
    {
        var (histogram, _) = HistogramTests.Recorded(new Random(samples), samples);
        var (other, _) = HistogramTests.Recorded(new Random(samples + 1), samples + 3);
        var log = Log([new("issue", TimeSpan.Zero, TimeSpan.FromSeconds(10), histogram), new("step-9.raw", TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(0.5), other)]);

        var judged = ForeignProgram.RunWell("nodejs", "node", ["-e", Judge, "--", NodeModules.Find("hdr-histogram-js")], input: System.Text.Encoding.UTF8.GetBytes(log)).Text;
        Assert.Equal(Told("issue", histogram) + Told("step-9.raw", other), judged);
    }

    [Fact]
    public void A_log_is_read_back_whole()
    {
        var intervals = Enumerable.Range(0, 3).Select(i => new Interval(
            $"step-{i}", TimeSpan.FromSeconds(i), TimeSpan.FromSeconds(1), HistogramTests.Recorded(new Random(i), 1000 * i).Histogram)).ToList();
        var (start, read) = HistogramLog.Read(new StringReader(Log(intervals)));
        Assert.Equal(Start, start);
        Assert.Equal(intervals.Select(i => (i.Tag, i.From, i.Length)), read.Select(i => (i.Tag, i.From, i.Length)));
        Assert.All(intervals.Zip(read), pair => Assert.Equal(pair.First.Histogram.Recorded(), pair.Second.Histogram.Recorded()));
    }

    [Fact]
    public void Merged_logs_have_the_percentiles_of_all_samples()
    {
        var shards = Enumerable.Range(0, 4).Select(i => HistogramTests.Recorded(new Random(i), 5000)).ToList();
        var merged = new Histogram();
        foreach (var (histogram, _) in shards)
            merged.Add(HistogramCode.Decode(HistogramCode.Encode(histogram)));
        var all = shards.SelectMany(s => s.Sorted).Order().ToList();
        foreach (var percent in (double[])[50, 99, 99.9])
            Assert.InRange(merged.AtPercentile(percent), HistogramTests.At(all, percent), HistogramTests.At(all, percent) * 1.001);
    }

    [Theory]
    [InlineData("", 0)] // nothing recorded and nothing said is no log either, but an empty file holds no line to refuse
    [InlineData("Tag=a,0,1,1,AAAA", 1)]
    [InlineData("#[Histogram log format version 1.3]\nTag=a,0,1,1", 2)]
    [InlineData("#[Histogram log format version 1.3]\nTag=a,zero,1,1,AAAA", 2)]
    [InlineData("#[Histogram log format version 1.3]\n\nTag=a,0,1,1,no base64!", 3)]
    [InlineData("#[Histogram log format version 1.3]\nTag=a,0,1,1,AAAA", 2)]
    [InlineData("#[Histogram log format version 1.3]\nTag=a,0,1,1,HISTFAAAAAN42gE=", 2)]
    public void What_is_no_log_is_refused_with_the_line(string log, int line)
    {
        if (line == 0)
            Assert.Empty(HistogramLog.Read(new StringReader(log)).Intervals);
        else
            Assert.StartsWith($"Line {line}: ", Assert.Throws<InvalidDataException>(() => HistogramLog.Read(new StringReader(log))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_histograms_are_refused_whatever_the_damage()
    {
        var (histogram, _) = HistogramTests.Recorded(new Random(3), 500);
        var code = HistogramCode.Encode(histogram);
        for (var length = 0; length < code.Length; length++)
            Assert.Throws<InvalidDataException>(() => HistogramCode.Decode(code.AsSpan(0, length)));
        for (var at = 0; at < code.Length; at++)
        {
            var damaged = code.ToArray();
            damaged[at] ^= 0x40;
            // One bit of the last byte is of no use to anybody.
            if (Record.Exception(() => HistogramCode.Decode(damaged)) is not InvalidDataException)
                Assert.Equal(histogram.Recorded(), HistogramCode.Decode(damaged).Recorded());
        }
    }

    static string Log(IEnumerable<Interval> intervals)
    {
        using var log = new StringWriter();
        HistogramLog.Write(log, Start, intervals);
        return log.ToString();
    }

    static string Told(string tag, Histogram histogram)
    {
        using var file = new StringWriter();
        PercentileFile.Write(file, histogram);
        var percentiles = string.Join(' ', ((double[])[50, 90, 99, 99.9, 100]).Select(histogram.AtPercentile));
        return $"{tag} {histogram.Total} {percentiles}\n{file}";
    }
}
