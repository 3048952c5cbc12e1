using KioskSim.Inquiry.Comparison;
using KioskSim.Paper.Devices;
using KioskSim.Paper.Images;
using KioskSim.Paper.Printing;

namespace KioskSim.Inquiry.Tests.Comparison;

/// <summary>A scanned front beside the picture that the inquiry site shows, by somebody who has no more than that picture.</summary>
public sealed class PictureComparisonTests
{
    /// <summary>Of every kind.</summary>
    public static TheoryData<int> Certificates { get; } = [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Certificates))]
    public void An_unaltered_front_is_found_to_be_the_same_000_57(int seed)
    {
        var (picture, file) = Issued(seed);
        Assert.Equal(FrontAnswer.Same, Compare(file.Draw(0), picture, seed).Answer);
    }

    [Theory]
    [MemberData(nameof(Certificates))]
    public void A_name_or_a_date_that_was_altered_is_found_000_57(int seed)
    {
        var (picture, file) = Issued(seed);
        var characters = file.Characters(0);
        IReadOnlyList<AlteredCharacter>[] alterations = [AlteredCharacter.OfName(characters, "𠮷田　葛󠄀城邉󠄏"), AlteredCharacter.OfDate(characters)];
        foreach (var altered in alterations.Where(a => a.Count > 0))
        {
            var comparison = Compare(file.Draw(0, altered), picture, seed);
            Assert.Equal(FrontAnswer.Different, comparison.Answer);
            Assert.InRange(comparison.Places.Count, 1, altered.Count);
        }
    }

    [Fact]
    public void A_letter_in_a_blank_and_one_that_is_gone_are_found_000_57()
    {
        var (picture, file) = Issued(0);
        var characters = file.Characters(0);
        var blank = characters.Index().First(c => c.Item == '　').Index;
        Assert.Single(Compare(file.Draw(0, [new AlteredCharacter(blank, '太')]), picture, 0).Places);
        var kanji = characters.Index().Last(c => c.Item is >= 0x4E00 and < 0xA000).Index;
        Assert.Single(Compare(file.Draw(0, [new AlteredCharacter(kanji, '　')]), picture, 0).Places);
    }

    [Fact]
    public void A_scan_upside_down_is_turned_and_one_of_another_front_or_too_coarse_is_not_judged()
    {
        var (picture, file) = Issued(1);
        var scan = Scanner.Office.Scan(Printer.Good.Print(file.Draw(0), new Random(1)), new Random(1));
        Assert.Equal(FrontAnswer.CannotTell, PictureComparison.Of(scan, 120, picture).Answer);
        Assert.Equal(FrontAnswer.CannotTell, PictureComparison.Of(scan, 300, Issued(3).Picture).Answer);
        Array.Reverse(scan.Pixels);
        Assert.Equal(FrontAnswer.Same, PictureComparison.Of(scan, 300, picture).Answer);
    }

    static (Bitmap Picture, PrintFile File) Issued(int seed)
    {
        var made = ScannedFront.Certificate(seed);
        return (made.Form.Draw(made.EncodeFront(1)), PrintFile.Read(made.ToPdf()));
    }

    static PictureComparison Compare(Bitmap printed, Bitmap picture, int seed)
    {
        var random = new Random(seed);
        return PictureComparison.Of(Scanner.Office.Scan(Printer.Good.Print(printed, random), random), 300, picture);
    }
}
