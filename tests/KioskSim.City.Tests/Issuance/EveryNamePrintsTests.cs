using KioskSim.BaseRegisters.Feed;
using KioskSim.City.Eligibility;
using KioskSim.City.Issuance.Records;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.Registry.Family;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;
using KioskSim.Registers;
using KioskSim.World;

namespace KioskSim.City.Tests.Issuance;

/// <summary>Nobody in an invented prefecture has a name, an address or a seal that a certificate cannot show.</summary>
public sealed class EveryNamePrintsTests
{
    const CertificateOptions Everything =
        CertificateOptions.WholeHousehold | CertificateOptions.Domicile | CertificateOptions.Relationship | CertificateOptions.ForeignItems;

    static readonly IssueDetails Details = new("R8-0000001", new DateTimeOffset(2026, 11, 18, 10, 15, 0, JapanTime.Offset), new byte[SubjectMark.Size]);

    [Fact]
    public void Every_household_seal_register_and_tax_entry_of_six_thousand_residents_is_composed_in_each_citys_own_way()
    {
        using var folder = new TemporaryFolder();
        WorldGenerator.Generate(new WorldOptions { Seed = 77, Residents = 6000 }, folder["world"], progress: null, CancellationToken.None);
        using var world = WorldFolder.Open(folder["world"]);
        var composed = new Dictionary<CertificateKind, int>();
        foreach (var municipality in MunicipalityFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "municipalities")))
        {
            var press = new CertificatePress(FontSet.Shared, municipality.Issuer);
            foreach (var (kind, subject, members) in Residents(world, municipality.Code).Concat(Families(world, municipality.Code)))
            {
                var record = RecordBuilder.Build(municipality, new Wanted(kind, new Copies(1), Everything, members), subject, number: null);
                var certificate = press.Compose(record, Details, municipality.Variants);
                Assert.Equal(2 * record.SheetCount, certificate.Faces.Count);
                composed[kind] = composed.GetValueOrDefault(kind) + 1;
            }
        }

        Assert.All(Enum.GetValues<CertificateKind>(), kind => Assert.InRange(composed[kind], 1000, 20_000));
    }

    static IEnumerable<(CertificateKind, Subject, IReadOnlyList<long>)> Residents(WorldFolder world, MunicipalityCode city)
    {
        var (register, taxes) = (world.Register(city), world.Taxes(city).Entries().ToLookup(t => t.Resident));
        var seals = register.Seals().ToLookup(s => s.Resident);
        foreach (var household in register.Households().ToList())
        {
            var read = HouseholdRowReader.Read(HouseholdRows.Describe(city, new(household, [], [])));
            if (read.Household.Residents.FirstOrDefault() is not { } first)
                continue;
            long[] all = [.. read.Household.Residents.Select(p => p.Id.Value)];
            yield return (CertificateKind.ResidentRecord, Subject(first), all);
            yield return (CertificateKind.ResidentEntries, Subject(first), all);
            foreach (var member in read.Household.Members)
            {
                if (seals.Contains(member.Id))
                    yield return (CertificateKind.SealRegistration, Subject(member), []);
                foreach (var entry in taxes[member.Id].Take(1))
                {
                    yield return (CertificateKind.Tax, Subject(member) with { Tax = entry }, []);
                    yield return (CertificateKind.Income, Subject(member) with { Tax = entry }, []);
                }
            }

            Subject Subject(Person person) => new(city, new Applicant(read, person, seals[person.Id].MaxBy(s => s.Number), [])) { Source = [] };
        }
    }

    static IEnumerable<(CertificateKind, Subject, IReadOnlyList<long>)> Families(WorldFolder world, MunicipalityCode city)
    {
        foreach (var register in world.FamilyRegisters(city).Registers())
        {
            var read = FamilyRegisterRowReader.Read(FamilyRegisterRows.Describe(city, register)).Register;
            Assert.Equal(register.Members.Select(m => m.ToString()), read.Members.Select(m => m.ToString()));
            var subject = new Subject(city, null, new FamilyEntry(read, read.Members[0], [])) { Source = [] };
            long[] all = [.. read.Members.Select(m => (long)m.Number)];
            yield return (CertificateKind.FamilyRegister, subject, all);
            yield return (CertificateKind.FamilyRegisterSupplement, subject, all);
        }
    }
}
