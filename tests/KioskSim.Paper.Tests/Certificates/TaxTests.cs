using KioskSim.Paper.Certificates.Taxes;
using static KioskSim.Paper.Tests.Certificates.Printed;

namespace KioskSim.Paper.Tests.Certificates;

public sealed class TaxTests
{
    public enum Year
    {
        Taxed,
        ForestTaxAlone,
        Untaxed,
        Unsaid,
    }

    [Theory]
    [InlineData(Year.Taxed, null, "課税証明書", "相違ないことを")]
    [InlineData(Year.ForestTaxAlone, null, "課税証明書", "相違ないことを")]
    [InlineData(Year.Untaxed, null, "非課税証明書", "令和8年度の市・都民税が課されていないことを")]
    [InlineData(Year.Unsaid, null, "所得証明書", "相違ないことを")]
    [InlineData(Year.Taxed, "所得・課税証明書", "所得・課税証明書", "相違ないことを")]
    [InlineData(Year.Untaxed, "所得・課税証明書", "所得・課税証明書", "令和8年度の市・都民税が課されていないことを")]
    public void Title_and_attestation_follow_from_what_is_levied_unless_the_city_has_a_title_of_its_own(
        Year year, string? cityTitle, string title, string attested)
    {
        var record = TaxSamples.Taxed with { CityTitle = cityTitle, Assessment = Assessed(year) };
        var page = Front(record);
        Assert.Equal(title, record.Title);
        Assert.StartsWith(title, page);
        Assert.Equal(1, Count(page, $"{attested}証明する。"));
    }

    [Theory]
    [InlineData("市・都民税", "都民税")]
    [InlineData("市県民税", "県民税")]
    [InlineData("町民税・県民税", "県民税")]
    public void The_tax_bears_the_name_that_the_city_gives_it_002_02(string tax, string prefecture)
    {
        var assessment = TaxSamples.Untaxed.Assessment!;
        var page = Front(TaxSamples.Untaxed with
        {
            TaxName = tax, Assessment = assessment with { Prefecture = assessment.Prefecture with { Name = prefecture } },
        });
        Assert.Contains($"令和8年度の{tax}が課されていないことを証明する。", page);
        Assert.Contains($"{prefecture}0円0円0円", page);
    }

    [Fact]
    public void Every_amount_is_printed_where_it_belongs()
    {
        var page = Front(TaxSamples.Taxed);
        foreach (var line in TaxSamples.Taxed.Incomes.Concat(TaxSamples.Taxed.Deductions))
            Assert.Contains($"{line.Name}{TaxLayout.Yen(line.Yen)}", page);
        Assert.Contains("市民税117,600円3,000円120,600円都民税78,400円1,000円79,400円1,000円201,000円", page);
        foreach (var text in (string[])["4,545,620円", "2,542,500円", "2,003,000円", "2人", "市・都民税", "令和8年度（令和7年中の所得）"])
            Assert.Equal(1, Count(page, text));
    }

    [Fact]
    public void Who_is_not_taxed_has_noughts_and_a_certificate_of_incomes_says_nothing_of_a_tax()
    {
        Assert.Contains("市民税0円0円0円県民税0円0円0円0円0円", Front(TaxSamples.Untaxed));
        var page = Front(TaxSamples.Income);
        Assert.All((string[])["所得割額", "均等割額", "森林環境税", "年税額", "2,003,000"], text => Assert.DoesNotContain(text, page));
        Assert.Contains("4,545,620円", page);
    }

    [Theory]
    [InlineData(2019, "平成31年度（平成30年中の所得）")]
    [InlineData(2020, "令和2年度（令和元年中の所得）")]
    [InlineData(2026, "令和8年度（令和7年中の所得）")]
    public void A_fiscal_year_has_the_era_of_its_April_and_the_incomes_that_of_the_end_of_theirs(int year, string expected) =>
        Assert.Contains(expected, Front(TaxSamples.Taxed with { FiscalYear = year }));

    [Theory]
    [InlineData(0, "0円")]
    [InlineData(999, "999円")]
    [InlineData(1_000, "1,000円")]
    [InlineData(-1_234_567, "△1,234,567円")]
    [InlineData(long.MinValue, "△9,223,372,036,854,775,808円")]
    public void Yen_stand_in_threes_and_a_loss_has_a_triangle(long yen, string expected) => Assert.Equal(expected, TaxLayout.Yen(yen));

    [Theory]
    [InlineData(true, "所得の内訳")]
    [InlineData(false, "所得控除の内訳")]
    public void A_list_that_its_room_does_not_take_is_refused_by_name_and_not_cut(bool incomes, string field)
    {
        NamedAmount[] many = [.. Enumerable.Repeat(new NamedAmount("所得", 1), TaxPage.MaxLines + 1)];
        var record = incomes ? TaxSamples.Taxed with { Incomes = many } : TaxSamples.Taxed with { Deductions = many };
        Assert.Equal(field, Assert.Throws<TextDoesNotFitException>(() => Samples.Pdf(record)).Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("　")]
    public void A_certificate_without_a_name_or_an_address_is_refused(string blank)
    {
        Assert.Throws<ArgumentException>(() => Samples.Pdf(TaxSamples.Taxed with { Name = blank }));
        Assert.Throws<ArgumentException>(() => Samples.Pdf(TaxSamples.Taxed with { Address = blank }));
    }

    static TaxAssessment? Assessed(Year year) => year switch
    {
        Year.Taxed => TaxSamples.Taxed.Assessment,
        Year.ForestTaxAlone => TaxSamples.Untaxed.Assessment! with { ForestTax = 1_000 },
        Year.Untaxed => TaxSamples.Untaxed.Assessment,
        _ => null,
    };
}
