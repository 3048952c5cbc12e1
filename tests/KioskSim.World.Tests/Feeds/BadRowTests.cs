using System.Text;
using KioskSim.BaseRegisters.Feed;
using KioskSim.BaseRegisters.Feed.Files;

namespace KioskSim.World.Tests.Feeds;

/// <summary>Bad rows one by one: each refused with its line and a reason that names fields, and the rows around it taken.</summary>
public sealed class BadRowTests
{
    const string Columns = "municipality,resident,number,registered_on,inscription,cancelled_on\n";
    const string First = "482021,1000000001,10001,2020-02-29,佐藤,\n";
    const string Last = "482021,1000000003,10003,2020-03-01,\"鈴,木\",2021-03-01\n";

    const string Person = """
        {"resident":1,"name":"佐藤　昭","kana":"サトウ　アキラ","birth_date":"1980-01-31","sex":1,"relationship":"世帯主","resident_since":"2000-01-01","address_since":"2001-01-01","domicile":{"place":"葦原県","head":"佐藤　昭"},"individual_number":"123456789018","standing":{"status":1},"protected":false}
        """;

    [Theory]
    [InlineData("482021,1000000002,10002,2020-02-30,佐藤,", "registered_on is no date")]
    [InlineData("482021,1000000002,10002,2020-2-3,佐藤,", "registered_on is no date")]
    [InlineData("482021,1000000002,10002,1872-12-31,佐藤,", "registered_on is before 1873")]
    [InlineData("482021,1000000002,10002,2020-02-03,佐藤,2020-02-02", "cancelled_on is before registered_on")]
    [InlineData("482021,1000000002,10001,2020-02-03,佐藤,", "number stands in an earlier line already")]
    [InlineData("482021,0,10002,2020-02-03,佐藤,", "resident is out of range")]
    [InlineData("482021,+1,10002,2020-02-03,佐藤,", "resident is no number")]
    [InlineData("482021,01,10002,2020-02-03,佐藤,", "resident is no number")]
    [InlineData("482021,,10002,2020-02-03,佐藤,", "resident is missing")]
    [InlineData("482021,1000000002,10002,2020-02-03,,", "inscription is missing")]
    [InlineData("482022,1000000002,10002,2020-02-03,佐藤,", "municipality is no municipality code")]
    [InlineData("482021,1000000002,10002,2020-02-03,佐藤", "has 5 columns where there are 6")]
    [InlineData("482021,1000000002,10002,2020-02-03,佐藤,,", "has 7 columns where there are 6")]
    [InlineData("482021,1000000002,10002,2020-02-03,\"佐藤,", "has a quote that is not closed")]
    [InlineData("482021,1000000002,10002,2020-02-03,佐\"藤,", "has a quote in the wrong place")]
    [InlineData("482021,1000000002,10002,2020-02-03,\"佐\"藤,", "has a quote in the wrong place")]
    [InlineData("482021,1000000002,10002,2020-02-03,佐\0藤,", "holds a control character")]
    [InlineData("", "is empty")]
    public void Of_seals(string row, string reason) => Refused(reason, Bytes(row));

    [Fact]
    public void In_another_encoding() => Refused("is not UTF-8", [.. Bytes("482021,1000000002,10002,2020-02-03,"), 0x8D, 0xB2, 0x93, 0xA1, (byte)',']);

    [Fact]
    public void Of_ten_megabytes() => Refused("is longer than 1048576 bytes", Bytes("482021,1000000002,10002,2020-02-03," + new string('a', 10_000_000) + ","));

    [Fact]
    public void Of_a_number_that_a_refused_row_has_as_well_only_the_refused_one()
    {
        var rows = Seals(Columns + "482021,1000000001,10003,2020-02-30,佐藤,\n" + Last);
        Assert.NotNull(rows[0].Reason);
        Assert.Equal(10003, rows[1].Entry!.Number);
    }

    [Fact]
    public void Numbers_of_one_city_are_nothing_to_another() =>
        Assert.All(Seals(Columns + First + First.Replace("482021", "482013", StringComparison.Ordinal)), row => Assert.Null(row.Reason));

    [Fact]
    public void At_the_end_of_a_file_that_was_cut_off_although_what_is_left_looks_whole()
    {
        var rows = Seals(Columns + First + "482021,1000000003,10003,2020-03-01,鈴木,");
        Assert.Equal([null, "is not ended: the file was cut off here"], rows.Select(r => r.Reason));
    }

    [Fact]
    public void A_mark_before_the_file_and_lines_that_end_as_in_windows_are_no_fault()
    {
        var rows = Seals("\uFEFF" + (Columns + First + Last).ReplaceLineEndings("\r\n"));
        Assert.Equal([10001, 10003], rows.Select(r => r.Entry!.Number));
        Assert.Equal("鈴,木", rows[1].Entry!.Inscription);
    }

    [Theory]
    [InlineData("municipality,resident,number,registered_on,inscription\n")]
    [InlineData("municipality,resident,number,registered_on,inscription,cancelled_on,secret\n")]
    [InlineData("")]
    public void Without_the_right_columns_no_row_can_be_read(string columns)
    {
        var row = Assert.Single(Seals(columns + (columns == "" ? "" : First)));
        Assert.Equal(1, row.Line);
        Assert.Contains("the line of columns: municipality,", row.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", row.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("世帯主", "妻", "members have not exactly one head")]
    [InlineData("\"1980-01-31\"", "\"1980-02-31\"", "members[0].birth_date is of a wrong type, or given twice")]
    [InlineData("\"2000-01-01\"", "\"1979-12-31\"", "members[0].resident_since is before members[0].birth_date")]
    [InlineData("\"2001-01-01\"", "\"1999-01-01\"", "members[0].address_since is before members[0].resident_since")]
    [InlineData("\"sex\":1", "\"sex\":3", "members[0].sex has no such value")]
    [InlineData("\"sex\":1", "\"sex\":\"1\"", "members[0].sex is of a wrong type, or given twice")]
    [InlineData("\"sex\":1", "\"sex\":1,\"sex\":1", "members[0].sex is of a wrong type, or given twice")]
    [InlineData("\"sex\":1", "\"sex\":1,\"secret\":1", "members[0] has a column that is unknown")]
    [InlineData("\"sex\":1", "\"sex\":1,\"secret\":1,\"secret\":1", "is not JSON of one row")]
    [InlineData("\"sex\":1,", "", "members[0].sex is missing")]
    [InlineData("昭\",\"kana", "昭\\u0000\",\"kana", "members[0].name holds a control character")]
    [InlineData("昭\",\"kana", "昭\\ud842\",\"kana", "members[0].name is of a wrong type, or given twice")]
    [InlineData("123456789018", "123456789012", "members[0].individual_number is no individual number")]
    [InlineData("\"standing\":{\"status\":1}", "\"standing\":{\"status\":4}", "members[0].standing.on does not go with its status")]
    [InlineData("\"standing\":{\"status\":1}", "\"standing\":[]", "members[0].standing is of a wrong type, or given twice")]
    [InlineData("\"domicile\":{\"place\":\"葦原県\",\"head\":\"佐藤　昭\"},", "", "members[0] has not exactly one of domicile and foreign")]
    [InlineData("\"protected\":false}", "\"protected\":false", "is not JSON of one row")]
    [InlineData("\"protected\":false", "\"protected\":false,\"certificate_serials\":[0]", "members[0].certificate_serials is out of range")]
    public void Of_households(string good, string bad, string reason)
    {
        Assert.Contains(good, Person, StringComparison.Ordinal);
        var rows = Households(Household(1, Person), Household(2, Person.Replace(good, bad, StringComparison.Ordinal).Replace("\"resident\":1", "\"resident\":2", StringComparison.Ordinal)));
        Assert.Null(rows[0].Reason);
        Assert.Equal(reason, rows[1].Reason);
    }

    [Fact]
    public void Of_households_with_numbers_that_are_taken()
    {
        var rows = Households(
            Household(1, Person), Household(1, Person.Replace("\"resident\":1", "\"resident\":2", StringComparison.Ordinal)), Household(2, Person),
            Household(3, Person + "," + Person.Replace("世帯主", "妻", StringComparison.Ordinal)), Household(4), "null", "[]");
        Assert.Equal(
            [
                null, "household stands in an earlier line already", "members.resident stands in an earlier line already", "members have a resident twice",
                "members have not exactly one head", "the row is missing", "is not JSON of one row",
            ],
            rows.Select(r => r.Reason));
    }

    static void Refused(string reason, byte[] row)
    {
        var rows = new SealFile().Read(new MemoryStream([.. Bytes(Columns + First), .. row, .. Bytes("\n" + Last)])).ToList();
        Assert.Equal([(2, null), (3, reason), (4, null)], rows.Select(r => (r.Line, r.Reason)));
        Assert.Equal([10001, 10003], rows.Select(r => r.Entry?.Number).OfType<int>());
    }

    static string Household(int number, string members = "") => $$"""{"municipality":"482021","household":{{number}},"address":"葦原県","members":[{{members}}]}""";

    static List<FileRow<HouseholdEntry>> Households(params string[] lines) =>
        [.. new HouseholdFile().Read(new MemoryStream(Bytes(string.Concat(lines.Select(l => l.ReplaceLineEndings("") + "\n")))))];

    static List<FileRow<KioskSim.Registers.SealRegistration>> Seals(string file) => [.. new SealFile().Read(new MemoryStream(Bytes(file)))];

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
