using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.Feed;
using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Registry;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Fonts;
using KioskSim.World;

namespace KioskSim.City.Tests.Issuance;

/// <summary>Nobody in an invented prefecture has a name, an address or a seal that a certificate cannot show.</summary>
public sealed class EveryNamePrintsTests
{
    const CertificateOptions Everything =
        CertificateOptions.WholeHousehold | CertificateOptions.Domicile | CertificateOptions.Relationship | CertificateOptions.ForeignItems;

    static readonly IssueDetails Details = new("R8-0000001", new DateTimeOffset(2026, 11, 18, 10, 15, 0, JapanTime.Offset), new byte[SubjectMark.Size]);

    [Fact]
    public void Every_household_and_every_seal_of_six_thousand_residents_is_composed_in_each_citys_own_way()
    {
        using var folder = new TemporaryFolder();
        WorldGenerator.Generate(new WorldOptions { Seed = 77, Residents = 6000 }, folder["world"], progress: null, CancellationToken.None);
        using var world = WorldFolder.Open(folder["world"]);
        var composed = 0;
        foreach (var municipality in MunicipalityFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "municipalities")))
        {
            var press = new CertificatePress(FontSet.Shared, municipality.Issuer);
            foreach (var registered in Households(world.Register(municipality.Code)))
            {
                foreach (var (kind, applicant) in Certificates(registered))
                {
                    var record = RecordBuilder.Build(new Application(kind, new Copies(1), Everything), applicant, number: null);
                    var certificate = press.Compose(record, Details, municipality.Variants);
                    Assert.NotEmpty(certificate.Faces);
                    composed++;
                }
            }
        }

        Assert.InRange(composed, 4000, 12000);
    }

    static IEnumerable<RegisteredHousehold> Households(BaseRegister register)
    {
        var seals = register.Seals().ToLookup(s => s.Resident);
        foreach (var household in register.Households())
            yield return HouseholdRowReader.Read(HouseholdRows.Describe(register.Municipality, household, id => seals[id].MaxBy(s => s.Number), _ => [], _ => []));
    }

    static IEnumerable<(CertificateKind, Applicant)> Certificates(RegisteredHousehold registered)
    {
        if (registered.Household.Residents.FirstOrDefault() is { } first)
            yield return (CertificateKind.ResidentRecord, new Applicant(registered, first));
        foreach (var member in registered.Household.Members.Where(m => registered.Seals.ContainsKey(m.Id)))
            yield return (CertificateKind.SealRegistration, new Applicant(registered, member));
    }
}
