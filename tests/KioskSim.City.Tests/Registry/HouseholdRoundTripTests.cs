using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.Feed;
using KioskSim.City.Registry;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.World;

namespace KioskSim.City.Tests.Registry;

/// <summary>What the base register describes, the issuance server reads back: every household of an invented prefecture.</summary>
public sealed class HouseholdRoundTripTests
{
    [Theory]
    [InlineData(1UL)]
    [InlineData(20261118UL)]
    public void Every_household_of_a_world_arrives_as_it_was_pushed_but_for_the_individual_numbers_000_40_000_43(ulong seed)
    {
        using var folder = new TemporaryFolder();
        WorldGenerator.Generate(new WorldOptions { Seed = seed, Residents = 300 }, folder["world"], progress: null, CancellationToken.None);
        using var world = WorldFolder.Open(folder["world"]);
        using var city = new CityStore();
        var everyone = 0;
        foreach (var code in world.Summary.Cities.Select(c => new MunicipalityCode(c.Code)))
        {
            using var register = BaseRegister.Open(folder[Path.Combine("world", WorldFolder.RegisterFile(code))]);
            foreach (var entry in register.Entries().ToList())
            {
                var household = entry.Household;
                var row = HouseholdRows.Describe(code, entry);
                var read = HouseholdRowReader.Read(row);

                Assert.Equal(code, read.Municipality);
                Assert.Equal((household.Id, household.Address), (read.Household.Id, read.Household.Address));
                Assert.Equal(household.Members.Select(WithoutNumber), read.Household.Members);
                Assert.Equal(
                    household.Members.SelectMany(m => register.CertificatesOf(m.Id).Select(s => (s, m.Id))).Order(),
                    read.Certificates.Select(c => (c.Key, c.Value)).Order());
                Assert.Equal(household.Members.SelectMany(m => register.JukiCardsOf(m.Id)).OrderBy(c => c.Number), read.JukiCards.Values.OrderBy(c => c.Number));
                everyone += household.Members.Length;

                city.Put(row);
                foreach (var (serial, resident) in read.Certificates)
                    Assert.Equal(household.Members.Single(m => m.Id == resident).Name, city.Copy.FindApplicant(code, serial)!.Person.Name);
            }
        }

        Assert.True(everyone >= 300);
    }

    static Person WithoutNumber(Person person) => person with { IndividualNumber = default };
}
