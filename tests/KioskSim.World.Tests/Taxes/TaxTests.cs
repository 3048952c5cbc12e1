using KioskSim.Registers.Taxes;
using KioskSim.World.Taxation;

namespace KioskSim.World.Tests.Taxes;

/// <summary>The tax registers of every world agree with its residents' registers and add up.</summary>
public sealed class TaxTests(SmallWorlds worlds)
{
    const int LeastAge = 16;

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Only_who_lived_there_on_the_first_of_January_has_an_entry_with_the_address_of_that_day_000_40(ulong seed, string? city)
    {
        var world = worlds[seed, city];
        foreach (var made in world.Cities)
        {
            var people = made.Households.SelectMany(h => h.Members, (h, m) => (h.Address, Person: m)).ToDictionary(p => p.Person.Id);
            Assert.All(made.Taxes, entry =>
            {
                var (address, person) = people[entry.Resident];
                var day = new DateOnly(entry.FiscalYear, 1, 1);
                Assert.True(person.ResidentSince <= day);
                Assert.True(person.Standing.IsResident || person.Standing.On >= day);
                Assert.Equal(person.AddressSince <= day ? address : person.PreviousAddress, entry.Address);
                Assert.True(person.AgeOn(day.AddDays(-1)) >= LeastAge);
            });
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Entries_are_of_two_years_and_one_a_year_and_person(ulong seed, string? city)
    {
        foreach (var made in worlds[seed, city].Cities)
        {
            Assert.Distinct(made.Taxes.Select(t => (t.Resident, t.FiscalYear)));
            Assert.All(made.Taxes, t => Assert.InRange(t.FiscalYear, 2025, 2026));
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void Amounts_add_up(ulong seed, string? city)
    {
        foreach (var entry in worlds[seed, city].Cities.SelectMany(c => c.Taxes))
        {
            Assert.Equal(entry.TotalIncome, entry.Incomes.Where(i => !i.Name.EndsWith("収入金額", StringComparison.Ordinal)).Sum(i => i.Yen));
            Assert.Equal(0, entry.TaxableIncome % 1000);
            Assert.InRange(entry.TotalIncome - entry.Deductions.Sum(d => d.Yen) - entry.TaxableIncome, entry.TaxableIncome == 0 ? long.MinValue : 0, 999);
            Assert.Equal(entry.IsTaxed, entry.City.ByHead > 0);
            Assert.True(entry.City.ByIncome * 2 - entry.Prefecture.ByIncome * 3 is >= -300 and <= 300);
        }
    }

    [Theory]
    [MemberData(nameof(SmallWorlds.All), MemberType = typeof(SmallWorlds))]
    public void A_spouse_is_deducted_once_in_a_couple_and_only_who_hardly_earns(ulong seed, string? city)
    {
        foreach (var made in worlds[seed, city].Cities)
        {
            var entries = made.Taxes.ToDictionary(t => (t.Resident, t.FiscalYear));
            foreach (var household in made.Households)
            {
                foreach (var year in (int[])[2025, 2026])
                {
                    var taxed = household.Members.Select(m => entries.GetValueOrDefault((m.Id, year))).OfType<TaxEntry>().ToArray();
                    var deducting = taxed.Where(t => t.Deductions.Any(d => d.Name == "配偶者控除")).ToArray();
                    var limit = IncomeRules.DependantLimit(year);
                    Assert.True(deducting.Length <= taxed.Count(t => t.TotalIncome <= limit));
                    Assert.All(deducting, t => Assert.True(t.TotalIncome > limit));
                    Assert.True(taxed.Sum(t => t.Dependants) + deducting.Length < household.Members.Length);
                }
            }
        }
    }

    [Fact]
    public void The_assessments_of_a_year_are_out_in_June()
    {
        Assert.Equal(2026, TaxOffice.LatestYear(new(2026, 6, 1)));
        Assert.Equal(2025, TaxOffice.LatestYear(new(2026, 5, 31)));
    }
}
