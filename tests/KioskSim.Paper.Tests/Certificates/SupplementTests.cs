using KioskSim.Paper.Certificates.FamilyRegisters;
using static KioskSim.Paper.Tests.Certificates.Printed;

namespace KioskSim.Paper.Tests.Certificates;

public sealed class SupplementTests
{
    static readonly DateOnly FirstDay = new(1990, 1, 1);

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Register_and_extent_are_printed_as_they_were_asked_for(bool isWhole, bool withRegister)
    {
        var page = Front(FamilySamples.OneSupplement with
        {
            IsWhole = isWhole,
            Domicile = withRegister ? "葦原県釜原市大字釜原1234番地" : null,
            Head = withRegister ? "𠮷田　德太郎" : null,
        });
        Assert.Equal(withRegister ? 1 : 0, Count(page, "葦原県釜原市大字釜原1234番地𠮷田德太郎"));
        Assert.Equal(1, Count(page, isWhole ? "戸籍の附票の全部について" : "戸籍の附票の一部の者について"));
        Assert.Equal(withRegister ? 0 : 2, Count(page, "省略"));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(38, 2)]
    [InlineData(39, 3)]
    public void Addresses_go_on_over_sheets_and_the_name_above_them_goes_along(int addresses, int sheets)
    {
        var person = FamilySamples.Supplement.Persons[1] with
        {
            Addresses = [.. Enumerable.Range(1, addresses).Select(i => new SupplementAddress($"葦原県潮崎市汐見町{i}番", FirstDay.AddDays(100 * i)))],
        };
        var record = FamilySamples.OneSupplement with { Persons = [person] };
        Assert.Equal(sheets, record.SheetCount);
        var fronts = FrontPages(record);
        Assert.Equal(sheets, fronts.Length);
        Assert.All(fronts.Index(), f =>
        {
            Assert.Equal(1, Count(f.Item, "𠮷田春江"));
            Assert.Equal(f.Index > 0 ? 1 : 0, Count(f.Item, "続き"));
        });
        Assert.Equal(addresses, Count(string.Concat(fronts), "汐見町"));
    }

    [Fact]
    public void A_name_never_stands_at_the_foot_of_a_sheet_without_an_address()
    {
        for (var first = 0; first < 25; first++)
        {
            var persons = (SupplementPerson[])[Resident(first), Resident(3), Resident(0)];
            var sheets = SupplementFlow.Lay(new SupplementPage(null, null, persons, true));
            Assert.All(sheets.SelectMany(s => s), slice => Assert.True(slice.Count > 0 || persons[slice.Person].Addresses.Count == 0));
            Assert.All(
                sheets, s => Assert.InRange(s.Sum(x => SupplementFlow.NameRow + x.Count * SupplementFlow.AddressRow), 1, SupplementFlow.Room));
            Assert.Equal(first + 3, sheets.SelectMany(s => s).Sum(s => s.Count));
        }
    }

    [Fact]
    public void Who_has_left_is_marked_and_has_neither_birth_nor_sex_where_the_register_has_none()
    {
        var page = Front(FamilySamples.Supplement with { Persons = [FamilySamples.Supplement.Persons[2]] });
        Assert.Equal(1, Count(page, "除籍"));
        Assert.DoesNotContain("女", page);
    }

    [Fact]
    public void An_address_that_no_row_takes_is_refused_by_the_name_of_its_field()
    {
        var person = FamilySamples.Supplement.Persons[1] with { Addresses = [new(new string('永', 120), FirstDay)] };
        var record = FamilySamples.OneSupplement with { Persons = [person] };
        Assert.Equal("住所", Assert.Throws<TextDoesNotFitException>(() => Samples.Pdf(record)).Field);
    }

    static SupplementPerson Resident(int addresses) => new()
    {
        Name = "𠮷田　春江",
        Addresses = [.. Enumerable.Repeat(new SupplementAddress("葦原県潮崎市汐見町1番", FirstDay), addresses)],
    };
}
