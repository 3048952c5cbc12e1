using KioskSim.BaseRegisters;
using KioskSim.BaseRegisters.FamilyRegisters;
using KioskSim.Domain.Values;
using KioskSim.Registers.FamilyRegisters;
using Microsoft.Data.Sqlite;

namespace KioskSim.World.Tests.FamilyRegisters;

/// <summary>The file of family registers gives back what was put in, and finds it.</summary>
public sealed class FamilyBaseRegisterTests : IDisposable
{
    static readonly MunicipalityCode City = new("482013"), Other = new("482021");
    static readonly DateOnly Today = new(2026, 11, 18);

    static readonly FamilyMember Head = new()
    {
        Number = 1,
        Given = "𠮷昭",
        GivenKana = "ヨシアキ",
        BirthDate = new(1944, 6, 2),
        Father = "𠮷田　喜一",
        Mother = "𠮷田　ヨシ",
        Relation = "長男",
        Spouse = "夫",
        Removed = true,
        Notes = [new("出生", [new("出生日", "昭和19年6月2日"), new("届出人", "父")]), new("死亡", [])],
        Addresses = [new("葦原県若葉台市桜通1番地", new(1974, 4, 7)), new("葦原県潮崎市港町一丁目2番3号", new(2026, 11, 18))],
        Protected = true,
        Residence = new(Other, new(1_000_000_001)),
    };

    static readonly FamilyMember Child = new() { Number = 3, Given = "誠", BirthDate = new(2026, 11, 17), Relation = "二男" };

    static readonly FamilyRegister Register = new(
        new(20_000_001), "葦原県若葉台市桜通1番地", "𠮷田　𠮷昭", [new("戸籍編製", [new("編製日", "昭和49年4月7日")])], [Head, Child]);

    static readonly FamilyRegister Bare = new(new(20_000_002), "葦原県若葉台市桜通2番地", "林　誠", [], [Child with { Number = 1 }]);

    readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_was_written_is_read_in_the_registers_order()
    {
        using var read = Write(Bare, Register);
        Assert.Equal((City, Today, 2L), (read.Municipality, read.AsOf, read.Count()));
        Assert.Equal([Written(Register), Written(Bare)], read.Registers().Select(Written));
    }

    [Fact]
    public void A_register_is_found_by_its_number_and_by_where_a_member_lives()
    {
        using var read = Write(Register, Bare);
        Assert.Equal(Written(Bare), Written(read.Find(Bare.Id)!));
        Assert.Null(read.Find(new FamilyRegisterId(20_000_003)));
        Assert.Equal(Register.Id, read.Of(Head.Residence!)!.Id);
        Assert.Null(read.Of(new(City, Head.Residence!.Resident))); // another city's resident of the same number
    }

    [Fact]
    public void A_resident_who_would_stand_in_two_registers_stops_the_writing()
    {
        using var writer = new FamilyBaseRegisterWriter(_folder["family.db"], City, Today);
        writer.Add(Register);
        writer.Add(Register with { Id = new(20_000_009) });
        Assert.Throws<SqliteException>(writer.Complete);
    }

    [Fact]
    public void A_text_that_would_break_the_column_is_refused_and_not_repeated()
    {
        using var writer = new FamilyBaseRegisterWriter(_folder["family.db"], City, Today);
        var refused = Assert.Throws<ArgumentException>(() => writer.Add(Register with { Notes = [new("戸籍\t編製", [])] }));
        Assert.DoesNotContain("戸籍", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_files_are_refused_by_name_and_one_of_an_older_world_with_the_way_out()
    {
        using (Write(Register))
            Assert.Contains("base register", Assert.Throws<InvalidDataException>(() => BaseRegister.Open(_folder["family.db"])).Message, StringComparison.Ordinal);
        using (var connection = new SqliteConnection($"Data Source={_folder["family.db"]};Pooling=False"))
        {
            connection.Open();
            using var older = connection.CreateCommand();
            older.CommandText = "PRAGMA user_version = 2";
            older.ExecuteNonQuery();
        }

        var refused = Assert.Throws<InvalidDataException>(() => FamilyBaseRegister.Open(_folder["family.db"]));
        Assert.Contains("`kiosksim seed --overwrite`", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_of_a_family_prints_itself()
    {
        object[] things = [Register, Head, Head.Notes[0], Head.Notes[0].Items[0], Head.Addresses[0]];
        var printed = string.Join('\n', things);
        Assert.All((string[])["𠮷", "喜一", "1944", "昭和", "桜通"], secret => Assert.DoesNotContain(secret, printed, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    FamilyBaseRegister Write(params FamilyRegister[] registers)
    {
        using (var writer = new FamilyBaseRegisterWriter(_folder["family.db"], City, Today))
        {
            foreach (var register in registers)
                writer.Add(register);
            writer.Complete();
        }

        return FamilyBaseRegister.Open(_folder["family.db"]);
    }

    // Records compare lists by identity.
    static string Written(FamilyRegister register) => System.Text.Json.JsonSerializer.Serialize(register);
}
