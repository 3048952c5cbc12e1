using System.Globalization;
using KioskSim.Fixtures;
using KioskSim.Paper.Tests.Certificates;
using KioskSim.Paper.Tests.Tools;

namespace KioskSim.Paper.Tests.Approval;

/// <summary>
/// The front pages look and read as they did when somebody looked at them and approved of them. What differs is written beside as
/// <c>*.received.*</c>; README.md in the folder says how to approve.
/// </summary>
public sealed class ApprovedPagesTests
{
    const int Resolution = 60;

    /// <summary>
    /// Of 15 greys. Letters drawn a fraction of a dot away stay below; a line of text, or a thin rule, that is a millimetre away is
    /// above: the tests at the end say so.
    /// </summary>
    const double Tolerance = 1.2;

    static readonly bool Approving = Environment.GetEnvironmentVariable("KIOSKSIM_APPROVE") == "1";

    static readonly string Folder = Path.Combine(CheckoutFolder.Root, "tests", "KioskSim.Paper.Tests", "Approved");

    [Theory]
    [MemberData(nameof(SampleCertificates.Names), MemberType = typeof(SampleCertificates))]
    public void Every_front_page_is_as_it_was_approved(string name)
    {
        using var pdf = new PdfOnDisk(Samples.ScreenPdf(SampleCertificates.All[name]));
        var differing = new List<string>();
        var fronts = Fronts(pdf);
        if (!IsApproved($"{name}.txt", text => WithoutGaps(text) == WithoutGaps(fronts), fronts, File.ReadAllText, File.WriteAllText))
            differing.Add($"{name}.txt");
        var sheets = SampleCertificates.All[name].SheetCount;
        for (var sheet = 1; sheet <= sheets; sheet++)
        {
            var image = Image(pdf, 2 * sheet - 1);
            if (!IsApproved($"{name}.{sheet}.png", approved => approved.Difference(image) <= Tolerance, image,
                path => GreyImage.FromPng(File.ReadAllBytes(path)), (path, i) => File.WriteAllBytes(path, i.ToPng())))
                differing.Add($"{name}.{sheet}.png");
        }

        var gone = Path.Combine(Folder, $"{name}.{sheets + 1}.png");
        if (Approving)
            File.Delete(gone);
        Assert.False(File.Exists(gone), $"{name} had more sheets when it was approved.");
        Assert.True(differing.Count == 0, $"Not as approved: {string.Join(", ", differing)}. Look at the *.received.* beside it.");
    }

    [Fact]
    public void Nothing_is_approved_that_is_no_longer_made()
    {
        var names = Directory.GetFiles(Folder, "*.txt").Select(Path.GetFileNameWithoutExtension).OfType<string>()
            .Where(name => !name.EndsWith(".received", StringComparison.Ordinal));
        Assert.Equal(SampleCertificates.All.Keys, names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_line_of_text_a_millimetre_lower_is_not_as_approved()
    {
        var page = Approved();
        Assert.True(page.Difference(Shifted(page, top: 170, bottom: 182, by: 2)) > Tolerance);
    }

    [Fact]
    public void A_thin_rule_a_millimetre_lower_is_not_as_approved()
    {
        var page = new GreyImage(20, 20, [.. Enumerable.Range(0, 400).Select(i => (byte)(i / 20 == 8 ? 9 : 15))]);
        Assert.True(page.Difference(Shifted(page, top: 7, bottom: 10, by: 2)) > Tolerance);
    }

    [Fact]
    public void Letters_drawn_a_little_otherwise_are_as_approved()
    {
        // A tenth of what each dot differs from the next one at its right: what drawing everything a tenth of a dot away would make of it.
        var page = Approved();
        var greys = new byte[page.Width * page.Height];
        for (var y = 0; y < page.Height; y++)
        {
            for (var x = 0; x < page.Width; x++)
                greys[y * page.Width + x] = (byte)Math.Round(0.9 * page[x, y] + 0.1 * page[Math.Min(x + 1, page.Width - 1), y]);
        }

        Assert.InRange(page.Difference(new GreyImage(page.Width, page.Height, greys)), 0.01, Tolerance);
    }

    [Fact]
    public void A_picture_survives_being_kept()
    {
        var page = Approved();
        Assert.Equal(0, page.Difference(GreyImage.FromPng(page.ToPng())));
    }

    static GreyImage Approved() => GreyImage.FromPng(File.ReadAllBytes(Path.Combine(Folder, "resident-record-of-nine.1.png")));

    static GreyImage Shifted(GreyImage page, int top, int bottom, int by)
    {
        var greys = new byte[page.Width * page.Height];
        for (var y = 0; y < page.Height; y++)
        {
            for (var x = 0; x < page.Width; x++)
                greys[y * page.Width + x] = page[x, y >= top && y < bottom + by ? Math.Max(top, y - by) : y];
        }

        return new GreyImage(page.Width, page.Height, greys);
    }

    static bool IsApproved<T>(string file, Predicate<T> isSame, T received, Func<string, T> read, Action<string, T> write)
    {
        var approved = Path.Combine(Folder, file);
        var beside = Path.ChangeExtension(approved, $".received{Path.GetExtension(approved)}");
        File.Delete(beside);
        if (File.Exists(approved) && isSame(read(approved)))
            return true;
        write(Approving ? approved : beside, received);
        return Approving;
    }

    static string Fronts(PdfOnDisk pdf)
    {
        var pages = DebianTool.Poppler("pdftotext", "-layout", "-enc", "UTF-8", pdf.Path, "-").Split('\f')[..^1];
        return string.Concat(pages.Where((_, i) => i % 2 == 0)
            .SelectMany(page => page.TrimEnd().Split('\n').Select(line => line.TrimEnd()).Append("----").Select(line => line + '\n')));
    }

    /// <summary>How many spaces a reader sets for a gap is its own affair; what stands in which line and order is not.</summary>
    static string WithoutGaps(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    static GreyImage Image(PdfOnDisk pdf, int page)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        DebianTool.Poppler(
            "pdftoppm", "-r", Resolution.ToString(CultureInfo.InvariantCulture), "-gray", "-singlefile", "-f", number, "-l", number,
            pdf.Path, pdf.Path);
        var pgm = File.ReadAllBytes(pdf.Path + ".pgm");
        File.Delete(pdf.Path + ".pgm");
        return GreyImage.FromPgm(pgm);
    }
}
