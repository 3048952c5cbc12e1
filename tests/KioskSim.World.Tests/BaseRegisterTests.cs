using System.Collections.Immutable;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.BaseRegisters;
using Microsoft.Data.Sqlite;

namespace KioskSim.World.Tests;

/// <summary>What is put into a register comes out of it, and only from a register.</summary>
public sealed class BaseRegisterTests(SmallWorlds worlds) : IDisposable
{
    static readonly MunicipalityCode City = new("482013");
    static readonly DateOnly Today = new(2026, 11, 18);

    readonly TemporaryFolder _folder = new();

    static readonly Person Head = new()
    {
        Id = new(1_000_000_001),
        Household = new(10_000_001),
        Name = new("𠮷田　葛\U000E0100子", "ヨシタ\u3099　クス\u3099コ") { FormerFamily = "髙﨑", FormerFamilyKana = "タカサキ" },
        BirthDate = new(1980, 2, 29),
        Sex = Sex.Female,
        Relationship = Person.HeadRelationship,
        ResidentSince = new(2001, 4, 1),
        AddressSince = new(2010, 12, 31),
        PreviousAddress = "葦原県若葉台市本町一丁目1番1号",
        IndividualNumber = IndividualNumber.FromElevenDigits("00000000001"),
        Domicile = new("葦原県潮崎市港町三丁目3番", "𠮷田　太郎", new MunicipalityCode("482021")),
        Protected = true,
    };

    static readonly Person Husband = Head with
    {
        Id = new(1_000_000_007),
        Name = new("NGUYEN VAN AN", "グエン ヴァン アン"),
        Sex = Sex.Male,
        Relationship = "夫",
        IndividualNumber = IndividualNumber.FromElevenDigits("98765432109"),
        PreviousAddress = null,
        Domicile = null,
        Protected = false,
        Foreign = new("ベトナム", Article30_45.MidToLongTermResident, "NGUYEN VAN AN")
        {
            Alias = "𠮷田　安",
            AliasKana = "ヨシダ　アン",
            Status = "日本人の配偶者等",
            Period = "3年",
            ExpiresOn = new(2028, 1, 31),
            CardNumber = "AB12345678CD",
        },
        Standing = new(ResidentStatus.MovedOut, new(2026, 11, 1), "葦原県大渡市渡口町一丁目2番地3"),
    };

    static readonly Household Family = new(Head.Household, "葦原県若葉台市桜通二丁目3番地4　コーポ桜101号", [Head, Husband]);
    static readonly SealRegistration Seal = new(10_001, Head.Id, new(2011, 1, 1), "𠮷田", new DateOnly(2020, 5, 5));
    static readonly SealRegistration LaterSeal = new(10_002, Head.Id, new(2020, 5, 6), "葛\U000E0100子");
    static readonly CardCertificate Certificate = new(new(long.MaxValue), Head.Id);

    [Fact]
    public void Every_item_comes_back_as_it_went_in()
    {
        using var register = Write(Family);
        var read = Assert.Single(register.Households());

        Assert.Equal((Family.Id, Family.Address), (read.Id, read.Address));
        Assert.Equal(Family.Members, read.Members.AsEnumerable());
        Assert.Equal([Seal, LaterSeal], register.Seals());
        Assert.Equal([Certificate], register.Certificates());
        Assert.Equal((City, Today), (register.Municipality, register.AsOf));
        Assert.Equal(new RegisterCounts(Residents: 1, People: 2, Households: 1, Seals: 1, Certificates: 1), register.Counts());
    }

    [Fact]
    public void People_are_found_by_their_numbers_and_by_their_certificate()
    {
        using var register = Write(Family);
        Assert.Equal(Husband, register.Find(Husband.Id));
        Assert.Equal(Family.Members, register.Find(Family.Id)!.Members.AsEnumerable());
        Assert.Equal(Head.Id, register.ResidentOf(Certificate.Serial));
        Assert.Equal([Certificate.Serial], register.CertificatesOf(Head.Id));
        Assert.Equal(LaterSeal, register.SealOf(Head.Id));

        Assert.Null(register.Find(new ResidentId(5)));
        Assert.Null(register.Find(new HouseholdId(5)));
        Assert.Null(register.ResidentOf(new(5)));
        Assert.Null(register.SealOf(Husband.Id));
        Assert.Empty(register.CertificatesOf(Husband.Id));
    }

    [Fact]
    public void A_register_with_nobody_in_it_can_be_read()
    {
        using var register = Write();
        Assert.Empty(register.Households());
        Assert.Empty(register.Sample(new(), seed: 7));
        Assert.Equal(0, register.Counts().People);
    }

    [Fact]
    public void Samples_are_the_people_who_fit_all_of_them_once_from_another_place_each_seed()
    {
        var world = worlds[2026, "482056"];
        using var folder = world.Open();
        var register = folder.Register(new("482056"));
        var seals = register.Seals().ToLookup(s => s.Resident);
        (ResidentFilter Filter, Func<Person, bool> Fits)[] table =
        [
            (new(), _ => true),
            (new() { Resident = true }, p => p.Standing.IsResident),
            (new() { Resident = false }, p => !p.Standing.IsResident),
            (new() { Status = ResidentStatus.MoveAnnounced }, p => p.Standing.Status == ResidentStatus.MoveAnnounced),
            (new() { BornFrom = new(2000, 1, 1), BornTo = new(2010, 12, 31) }, p => p.BirthDate.Year is >= 2000 and <= 2010),
            (new() { Protected = true }, p => p.Protected),
            (new() { Foreign = true }, p => p.Foreign is not null),
            (new() { Foreign = false, Name = NameTrait.NonBmp | NameTrait.VariationSequence },
                p => p.Foreign is null && (NameTraits.Of(p) & (NameTrait.NonBmp | NameTrait.VariationSequence)) != 0),
            (new() { Seal = true }, p => seals[p.Id].Any(s => s.CancelledOn is null)),
            (new() { Seal = false }, p => seals[p.Id].All(s => s.CancelledOn is not null)),
            (new() { CancelledSeal = true }, p => seals[p.Id].Any() && seals[p.Id].All(s => s.CancelledOn is not null)),
            (new() { Certificate = true }, p => !register.CertificatesOf(p.Id).IsEmpty),
            (new() { Domicile = new("482021") }, p => p.Domicile?.Municipality == new MunicipalityCode("482021")),
            (new() { Keeper = DomicileKeeper.ThisCity }, p => p.Domicile?.Municipality == new MunicipalityCode("482056")),
            (new() { Keeper = DomicileKeeper.AnotherCity }, p => p.Domicile?.Municipality is { } keeper && keeper != new MunicipalityCode("482056")),
            (new() { Keeper = DomicileKeeper.Outside }, p => p.Domicile is { Municipality: null }),
            (new() { ResidentBy = new(2020, 1, 1) }, p => p.ResidentSince <= new DateOnly(2020, 1, 1)),
            (new() { HouseholdOf = 5 }, p => register.Find(p.Household)!.Members.Length >= 5),
        ];

        var all = world.People.ToImmutableArray();
        Assert.All(table, row =>
        {
            var expected = all.Where(row.Fits).Select(p => p.Id).ToArray();
            var sample = register.Sample(row.Filter, seed: 77).Select(p => p.Id).ToArray();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, sample.OrderBy(id => id.Value));
            Assert.Equal(expected.Length, register.Count(row.Filter));
        });
        Assert.True(Enumerable.Range(0, 20).Select(seed => register.Sample(new(), (ulong)seed).First().Id).Distinct().Count() > 15);
    }

    [Fact]
    public void A_serial_number_given_twice_stops_the_writing()
    {
        using var writer = new BaseRegisterWriter(_folder["register.db"], City, Today);
        writer.Add(Certificate);
        writer.Add(Certificate with { Resident = Husband.Id });
        Assert.Throws<SqliteException>(writer.Complete);
    }

    [Fact]
    public void A_resident_given_twice_stops_the_writing()
    {
        using var writer = new BaseRegisterWriter(_folder["register.db"], City, Today);
        writer.Add(Family);
        Assert.Throws<SqliteException>(() => writer.Add(Family with { Id = new(10_000_002) }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a database, and long enough that its header could have been one if it had tried")]
    public void Anything_else_is_not_a_register(string content)
    {
        File.WriteAllText(_folder["other"], content);
        Assert.Throws<InvalidDataException>(() => BaseRegister.Open(_folder["other"]));
        Assert.Throws<InvalidDataException>(() => WalletSeed.Open(_folder["other"]));
        Assert.Throws<FileNotFoundException>(() => BaseRegister.Open(_folder["nothing"]));
    }

    [Fact]
    public void A_register_that_was_not_completed_is_not_one()
    {
        using (var writer = new BaseRegisterWriter(_folder["register.db"], City, Today))
            writer.Add(Family);
        Assert.Throws<InvalidDataException>(() => BaseRegister.Open(_folder["register.db"]));
        using (var writer = new WalletSeedWriter(_folder["wallet.db"]))
            writer.Add(new(Certificate.Serial, new Pin("0000"), City, Head.BirthDate, Today, Today, CardStatus.Good));
        Assert.Throws<InvalidDataException>(() => WalletSeed.Open(_folder["wallet.db"]));
    }

    [Fact]
    public void Nothing_about_a_person_prints_itself()
    {
        var card = new WalletCard(Certificate.Serial, new Pin("4711"), City, Head.BirthDate, Today, Today, CardStatus.Good);
        object[] things =
        [
            Head, Husband, Family, Seal, Certificate, card, card.Pin, Head.Name, Head.Domicile!, Husband.Foreign!, Husband.Standing,
        ];
        var printed = string.Join('\n', things);
        string[] secrets = ["𠮷田", "NGUYEN", "ヨシ", "桜通", "港町", "渡口町", "1980", "4711", "98765432109", "AB12345678CD", "ベトナム"];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, printed, StringComparison.Ordinal));
    }

    [Fact]
    public void Numbers_out_of_bounds_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidentId(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidentId(10_000_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HouseholdId(100_000_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CertificateSerial(0));
        Assert.All((string[])["", "123", "12345", "12a4", "１２３４"], pin => Assert.Throws<ArgumentException>(() => new Pin(pin)));
    }

    public void Dispose() => _folder.Dispose();

    BaseRegister Write(params Household[] households)
    {
        using (var writer = new BaseRegisterWriter(_folder["register.db"], City, Today))
        {
            foreach (var household in households)
                writer.Add(household);
            if (households.Length > 0)
            {
                writer.Add(Seal);
                writer.Add(LaterSeal);
                writer.Add(Certificate);
            }

            writer.Complete();
        }

        return BaseRegister.Open(_folder["register.db"]);
    }
}
