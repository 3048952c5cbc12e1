using BenchmarkDotNet.Attributes;
using KioskSim.Benchmarks.Jpki;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;
using KioskSim.Paper.Images;

namespace KioskSim.Benchmarks.Paper;

/// <summary>
/// The front of a resident record of four as dots, letters and unchanging parts kept from before; the aim is 0.05 ms a page at 150
/// dpi. Beside it poppler's pdftoppm as a process for the same page.
/// </summary>
[MemoryDiagnoser]
public class RasterBenchmarks
{
    readonly CertificatePress _press = new(FontSet.Shared, new IssuingCity("葦原県", "若葉台市長", "若葉　一郎", "若葉台市長之印"));
    ComposedCertificate _certificate = null!;
    Bitmap _page = null!;
    string _pdf = "";

    [Params(150, 600)]
    public int Dpi { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var member = new ResidentMember
        {
            Name = "𠮷田　葛󠄀城", Kana = "ヨシダ　カツラギ", BirthDate = new DateOnly(1988, 12, 31), Sex = "男", ResidentSince = new DateOnly(2019, 4, 30),
            AddressSince = new DateOnly(2019, 5, 1), PreviousAddress = "葦原県潮崎市汐見町一丁目12番地の3　潮風ハイツ203号", Relationship = "世帯主",
            Domicile = "葦原県釜原市大字釜原1234番地", HeadOfRegister = "𠮷田　德太郎", IndividualNumber = "123456789018",
        };
        _certificate = _press.Compose(
            new ResidentRecordPage("葦原県若葉台市桜通二丁目3番地4", "𠮷田　葛󠄀城", [member, member, member, member], true),
            new IssueDetails("482013-20261118-000123", new DateTimeOffset(2026, 11, 18, 10, 30, 0, TimeSpan.FromHours(9)), new byte[32]));
        _page = _certificate.Draw(0, Dpi);
        _pdf = Path.GetTempFileName();
        File.WriteAllBytes(_pdf, _certificate.ToPdf(PdfUse.Screen));
    }

    [GlobalCleanup]
    public void Remove() => File.Delete(_pdf);

    /// <summary>On a picture that is kept, as the scramble image's maker does it.</summary>
    [Benchmark(Baseline = true)]
    public void Page()
    {
        _page.Words.Clear();
        _certificate.Draw(_certificate.Place(0, Dpi), Dpi, _page);
    }

    [Benchmark]
    public int PlacesAlone() => _certificate.Place(0, Dpi).Glyphs.Count;

    [Benchmark]
    public string Pdftoppm() =>
        Tool.RunAsync("pdftoppm", "-r", $"{Dpi}", "-mono", "-singlefile", _pdf).GetAwaiter().GetResult();
}
