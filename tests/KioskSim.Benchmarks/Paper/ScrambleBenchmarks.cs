using BenchmarkDotNet.Attributes;
using KioskSim.Paper.Images;
using KioskSim.Paper.Raster;
using KioskSim.Paper.Scramble;
using KioskSim.Paper.Symbols;
using KioskSim.Paper.Tests.Scramble.Wear;

namespace KioskSim.Benchmarks.Paper;

/// <summary>
/// A page's letters to bytes, bytes to modules, a scan of A4 at 300 dpi back to bytes. Aims: 0.2 ms together, of them 0.05 ms for the
/// modules of 4,200 bytes; a second for the scan.
/// </summary>
[MemoryDiagnoser]
public class ScrambleBenchmarks
{
    readonly SymbolEncoder _encoder = new();
    readonly ScrambleReader _reader = new();
    SymbolPage _page = null!;
    byte[] _symbols = [];
    byte[] _payload = [];
    GreyImage _scan = null!;

    [Params(4_200, 27_628)]
    public int Bytes { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _payload = new byte[Bytes];
        new Random(1).NextBytes(_payload);
        _scan = Conditions.Flatbed(1).Of(Blur.Halve(PrintedBack.Print(ScrambleImage.Encode(_payload), ScrambleImage.DotsPerModule, 0.3f, 1)));
        _page = Letters();
        _symbols = _encoder.Encode(_page);
    }

    [Benchmark]
    public Bitmap Modules() => ScrambleImage.Encode(_payload);

    [Benchmark]
    public byte[] Symbols() => _encoder.Encode(_page);

    [Benchmark]
    public SymbolPage SymbolsBack() => SymbolDecoder.Decode(_symbols);

    [Benchmark]
    public ScrambleReading ReadScan() => _reader.Read(_scan);

    /// <summary>517 letters, 170 different ones, in lines.</summary>
    static SymbolPage Letters()
    {
        var chance = new Random(2);
        Bitmap[] letters = [.. Enumerable.Range(0, 170).Select(_ => Letter(chance))];
        var text = Enumerable.Range(0, 517).Select(i => new PlacedBitmap(letters[i < 170 ? i : chance.Next(170)], 100 + i % 40 * 19, 100 + i / 40 * 30));
        return new SymbolPage(150, 1240, 1754, [], [.. text], []);
    }

    static Bitmap Letter(Random chance)
    {
        var letter = new Bitmap(17, 18);
        for (var stroke = 0; stroke < 6; stroke++)
        {
            var (x, y, length, across) = (chance.Next(15), chance.Next(16), chance.Next(4, 17), chance.Next(2) == 0);
            for (var i = 0; i < length; i++)
                letter[across ? Math.Min(16, x + i) : x, across ? y : Math.Min(17, y + i)] = true;
        }

        return letter;
    }
}
