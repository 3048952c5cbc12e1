using System.Collections.Concurrent;
using KioskSim.Paper.Images;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Tests.Scramble.Wear;
using static KioskSim.Paper.Tests.Scramble.ScrambleRuns;

namespace KioskSim.Paper.Tests.Scramble;

/// <summary>
/// Printed, worn, scanned: 19 of 20 come back, the others say that they do not. The reader was developed on the conditions that are named
/// first, and is accepted on the others. KIOSKSIM_SCRAMBLE_RUNS=100 for a long run.
/// </summary>
public sealed class ScannedTests(ITestOutputHelper output)
{
    const int Bytes = 4_200;

    [Fact]
    public void From_a_flatbed_scanner_at_300_dpi_000_56() => Recovers("flatbed", seed => Conditions.Flatbed(seed));

    [Fact]
    public void With_a_hole_of_30_mm_and_a_bar_of_1_mm_000_56() => Recovers("flatbed, damaged", seed => Conditions.Flatbed(seed + 5_000), damaged: true);

    [Fact]
    public void From_other_scanners_000_57() => Recovers("other scanner", seed => Conditions.OtherFlatbed(seed));

    [Fact]
    public void From_other_scanners_damaged_000_57() => Recovers("other scanner, damaged", seed => Conditions.OtherFlatbed(seed + 5_000), damaged: true);

    [Fact]
    public void From_other_scanners_at_200_dpi() => Recovers("other scanner, 200 dpi", seed => Conditions.OtherFlatbed(seed + 6_000, 200));

    [Fact]
    public void From_other_scanners_at_600_dpi() =>
        Recovers("other scanner, 600 dpi", seed => Conditions.OtherFlatbed(seed + 7_000, 600), runs: Math.Max(1, Count / 5));

    [Fact]
    public void From_a_telephone_over_the_page_000_57() => Recovers("telephone", seed => Conditions.Telephone(seed + 500));

    [Fact]
    public void The_largest_image_000_56() => Recovers(
        "other scanner, largest", seed => Conditions.OtherFlatbed(seed + 8_000), runs: Math.Max(2, Count / 5), bytes: ScrambleImage.LargestPayload);

    void Recovers(string name, Func<int, Scan> conditions, bool damaged = false, int? runs = null, int bytes = Bytes)
    {
        var count = runs ?? Count;
        var lost = new ConcurrentBag<string>();
        var (recovered, wrong) = (0, 0);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, () => new ScrambleReader(), (seed, _, reader) =>
        {
            var payload = Payload(bytes, seed);
            var reading = reader.Read(conditions(seed).Of(Page(payload, damaged, seed, conditions(seed).Dpi)));
            if (reading.Payload is null)
                lost.Add($"{seed}: {reading.Failure}, {reading.MarksFound:P0} of the marks");
            else if (reading.Payload.AsSpan().SequenceEqual(payload))
                Interlocked.Increment(ref recovered);
            else
                Interlocked.Increment(ref wrong);
            return reader;
        }, _ => { });

        output.WriteLine($"{name}: {recovered} of {count} recovered. {string.Join("; ", lost.Order())}");
        Assert.Equal(0, wrong);
        Assert.InRange(recovered, AtLeast(count), count);
    }

    internal static GreyImage Page(byte[] payload, bool damaged, int seed, float dpi)
    {
        var image = ScrambleImage.Encode(payload);
        var page = PrintedBack.Print(image, ScrambleImage.DotsPerModule, Conditions.Gain(seed), seed);
        if (dpi <= 300)
            page = Blur.Halve(page);
        if (damaged)
            Conditions.Damage(page, image.Height * ScrambleImage.DotsPerModule * page.Width / PrintedBack.Width, seed);
        return page;
    }
}
