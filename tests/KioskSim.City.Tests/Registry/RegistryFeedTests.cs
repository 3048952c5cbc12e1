using System.Globalization;
using System.Text;
using Dapper;
using Grpc.Core;
using KioskSim.City.Registry;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Jpki.Tests;
using KioskSim.Registers;

namespace KioskSim.City.Tests.Registry;

public sealed class RegistryFeedTests : IDisposable
{
    const string Marker = "マーカー";
    const int Batch = 500;

    readonly CityStore _city = new();

    [Fact]
    public async Task Good_rows_load_and_wrong_ones_are_refused_one_by_one_000_40()
    {
        var report = await _city.PushAsync(
            Rows.Household(1, Rows.Head(1, 11), Rows.Child(2)),
            Rows.Household(2, Rows.Head(3, 33).With(p => p.BirthDate = "yesterday")),
            Rows.Household(Town.Kamahara.Code, 3, Rows.Head(4, 44)),
            Rows.Household(4, Rows.Head(5, 55)));

        Assert.Equal((2, 3, 2), (report.Rows, report.Residents, report.RefusedRows));
        Assert.Equal([(2, "birth_date is no date"), (3, "municipality is not served here")], report.Refused.Select(r => (r.Position, r.Reason)));
        Assert.Equal(3, _city.Copy.CountResidents(Town.Here));
        Assert.NotNull(Find(11));
        Assert.Null(Find(33));
        Assert.Null(Find(44));
        Assert.NotNull(Find(55));
    }

    [Fact]
    public async Task A_certificate_never_stands_for_people_of_two_households_000_40()
    {
        _city.Put(Rows.Household(1, Rows.Head(1, 11)));
        var report = await _city.PushAsync(
            Rows.Household(2, Rows.Head(2, 22, 11)), // another's card
            Rows.Household(3, Rows.Head(3, 33)),
            Rows.Household(4, Rows.Head(4, 33)), // in the same batch
            Rows.Household(5, Rows.Head(1, 11))); // the same person, who moved

        Assert.Equal([(1, "a card is another household's"), (3, "a card is another household's")], report.Refused.Select(r => (r.Position, r.Reason)));
        Assert.Equal((2, 2, 2), (report.Rows, report.Residents, report.RefusedRows));
        Assert.Equal((5, 1), (Find(11)!.Registered.Household.Id.Value, Find(11)!.Person.Id.Value));
        Assert.Equal(3, Find(33)!.Person.Id.Value);
        Assert.Null(Find(22));
    }

    [Fact]
    public async Task A_resident_basic_card_issued_on_the_last_day_loads_and_never_stands_for_people_of_two_households_001_41_003_32()
    {
        var report = await _city.PushAsync(
            Rows.Household(1, Rows.Head(1).With(p => p.JukiCards.Add(JukiVisit.Card(JukiVisit.Number, issued: "2015-12-31")))),
            Rows.Household(2, Rows.Head(2).With(p => p.JukiCards.Add(JukiVisit.Card(JukiVisit.Number)))),
            Rows.Household(Town.Elsewhere, 1, Rows.Head(1).With(p => p.JukiCards.Add(JukiVisit.Card(JukiVisit.Number))))); // each city counts its own

        Assert.Equal([(2, "a card is another household's")], report.Refused.Select(r => (r.Position, r.Reason)));
        Assert.Equal(new DateOnly(2025, 12, 31), _city.Copy.FindApplicant(Town.Here, JukiVisit.Number)!.Registered.JukiCards[JukiVisit.Number].LastDay);
        Assert.Null(_city.Copy.FindApplicant(Town.Here, JukiVisit.OtherNumber));
    }

    [Theory]
    [InlineData("482013", 15_000_007, null)]
    [InlineData("482013", 0, FlowErrorCode.BadRequest)]
    [InlineData("482013", 15_000_008, FlowErrorCode.BadRequest)] // nobody's
    [InlineData("482021", 15_000_007, FlowErrorCode.BadRequest)] // nobody's there
    [InlineData("482030", 15_000_007, FlowErrorCode.MunicipalityUnknown)] // not served here
    [InlineData("482014", 15_000_007, FlowErrorCode.MunicipalityUnknown)]
    public async Task A_cards_key_is_taken_for_a_card_that_the_register_knows_001_41(string municipality, long number, FlowErrorCode? expected)
    {
        await _city.PushAsync(JukiVisit.Household());
        var request = new RegisterCardRequest
        {
            Municipality = municipality, Number = number, PublicKey = Google.Protobuf.ByteString.CopyFrom(JpkiCentre.CardKey.ExportSubjectPublicKeyInfo()),
        };
        var refusal = await Record.ExceptionAsync(() => _city.Feed().RegisterCard(request, new Call()));
        Assert.Equal(expected, (refusal as FlowException)?.Code);
        Assert.Equal(expected is null, _city.JukiCardKeys.Find(Town.Here, JukiVisit.Number) is not null);
    }

    public static TheoryData<string, string> WrongRows { get; } = new()
    {
        { "municipality", "municipality is no municipality code" },
        { "household 0", "household is out of range" },
        { "household too long", "household is out of range" },
        { "address", "address is missing" },
        { "nobody", "a household has exactly one head" },
        { "no head", "a household has exactly one head" },
        { "two heads", "a household has exactly one head" },
        { "twice", "a resident stands twice in a household" },
        { "resident 0", "resident is out of range" },
        { "name", "name is missing" },
        { "birth date", "birth_date is no date" },
        { "sex", "sex has no such value" },
        { "relationship", "relationship is missing" },
        { "resident since", "resident_since is no date" },
        { "address since", "address_since is no date" },
        { "domicile and foreign", "a resident has either a domicile or the items of a foreign resident" },
        { "neither", "a resident has either a domicile or the items of a foreign resident" },
        { "domicile place", "domicile.place is missing" },
        { "domicile head", "domicile.head is missing" },
        { "domicile municipality", "domicile.municipality is no municipality code" },
        { "nationality", "foreign.nationality is missing" },
        { "category", "foreign.category has no such value" },
        { "roman name", "foreign.roman_name is missing" },
        { "expiry", "foreign.expires_on is no date" },
        { "individual number", "individual_number is no individual number" },
        { "standing", "standing is missing" },
        { "status", "standing.status has no such value" },
        { "standing on", "standing.on is no date" },
        { "control character", "address holds a control character" },
        { "endless address", "address is longer than 1000 characters" },
        { "serial 0", "certificate_serials is out of range" },
        { "serial of two", "a certificate stands for two residents" },
        { "card number 0", "juki_cards.number is out of range" },
        { "card issued", "juki_cards.issued_on is no date" },
        { "card issued in 2016", "juki_cards.issued_on is after the last day on which any was issued" }, // 003-32
        { "card returned", "juki_cards.returned_on is no date" },
        { "card returned before", "juki_cards.returned_on is before issued_on" },
        { "card of two", "a 住基カード stands in a household twice" },
    };

    // Every text that a row may carry holds the marker, or what is wrong does: a reason that repeats content shows it.
    [Theory]
    [MemberData(nameof(WrongRows))]
    public async Task A_wrong_row_is_refused_by_the_names_of_its_fields_and_never_their_content_000_40(string what, string reason)
    {
        var log = new CapturedLog();
        var report = await _city.Feed(log).PushHouseholds(new RowStream<HouseholdRow>([Spoilt(what)]), new Call());
        var refused = Assert.Single(report.Refused);
        Assert.Equal((1, reason), (refused.Position, refused.Reason));
        Assert.Equal(0, _city.Copy.CountResidents(Town.Here));
        var logged = Assert.Single(log.Lines);
        Assert.Equal("The feed of the base registers had 1 of 1 rows refused", logged);
    }

    static HouseholdRow Spoilt(string what)
    {
        var row = Rows.Household(1, Rows.Head(1), Rows.Child(2)).With(r => r.Address = Marker);
        var (head, child) = (row.Members[0], row.Members[1]);
        foreach (var member in row.Members)
            (member.Name, member.Domicile.Place) = (Marker, Marker);
        var foreign = new ForeignRow { Nationality = Marker, Category = 1, RomanName = Marker };
        _ = what switch
        {
            "municipality" => row.Municipality = Marker,
            "household 0" => row.Household = 0,
            "household too long" => row.Household = HouseholdId.Largest + 1,
            "address" => row.Address = "",
            "no head" => head.Relationship = Marker,
            "two heads" => child.Relationship = Person.HeadRelationship,
            "twice" => child.Resident = 1,
            "resident 0" => child.Resident = 0,
            "name" => child.Name = "",
            "birth date" => child.BirthDate = Marker,
            "sex" => child.Sex = 3,
            "relationship" => child.Relationship = "",
            "resident since" => child.ResidentSince = "2026-02-29",
            "address since" => child.AddressSince = "",
            "domicile and foreign" => child.Foreign = foreign,
            "domicile place" => child.Domicile.Place = "",
            "domicile head" => child.Domicile.Head = "",
            "domicile municipality" => child.Domicile.Municipality = Marker,
            "individual number" => child.IndividualNumber = "123456789012",
            "status" => child.Standing.Status = 9,
            "standing on" => child.Standing.On = Marker,
            "control character" => row.Address = Marker + "\n",
            "endless address" => row.Address = new string('マ', 1001),
            _ => (object?)null,
        };
        switch (what)
        {
            case "nobody":
                row.Members.Clear();
                break;
            case "neither":
                child.Domicile = null;
                break;
            case "nationality" or "category" or "roman name" or "expiry":
                child.Domicile = null;
                child.Foreign = foreign;
                _ = what switch
                {
                    "nationality" => foreign.Nationality = "",
                    "category" => foreign.Category = 0,
                    "roman name" => foreign.RomanName = "",
                    _ => (object)(foreign.ExpiresOn = Marker),
                };
                break;
            case "standing":
                child.Standing = null;
                break;
            case "serial 0":
                child.CertificateSerials.Add(0);
                break;
            case "card number 0":
                child.JukiCards.Add(JukiVisit.Card(default));
                break;
            case "card issued":
                child.JukiCards.Add(JukiVisit.Card(JukiVisit.Number, issued: Marker));
                break;
            case "card issued in 2016":
                child.JukiCards.Add(JukiVisit.Card(JukiVisit.Number, issued: "2016-01-01"));
                break;
            case "card returned":
                child.JukiCards.Add(JukiVisit.Card(JukiVisit.Number, returned: Marker));
                break;
            case "card returned before":
                child.JukiCards.Add(JukiVisit.Card(JukiVisit.Number, issued: "2015-12-02", returned: "2015-12-01"));
                break;
            case "card of two":
                head.JukiCards.Add(JukiVisit.Card(JukiVisit.Number));
                child.JukiCards.Add(JukiVisit.Card(JukiVisit.Number));
                break;
            case "serial of two":
                head.CertificateSerials.Add(7);
                child.CertificateSerials.Add(7);
                break;
        }

        return row;
    }

    [Fact]
    public async Task A_feed_that_breaks_off_has_loaded_whole_batches_and_nothing_of_the_last_one()
    {
        var rows = Enumerable.Range(1, Batch + 3).Select(i => Rows.Household(i, Rows.Head(i)));
        var cut = new RpcException(new Status(StatusCode.Cancelled, "the line broke"));
        await Assert.ThrowsAsync<RpcException>(() => _city.Feed().PushHouseholds(new RowStream<HouseholdRow>(rows, cut), new Call()));
        Assert.Equal(Batch, _city.Copy.CountResidents(Town.Here));
    }

    [Fact]
    public async Task Only_the_first_hundred_refusals_are_told_but_all_are_counted()
    {
        var report = await _city.PushAsync(Enumerable.Range(1, 130).Select(i => Rows.Household(i)));
        Assert.Equal((130, 100), (report.RefusedRows, report.Refused.Count));
        Assert.Equal(Enumerable.Range(1, 100), report.Refused.Select(r => r.Position));
    }

    [Fact]
    public async Task Individual_numbers_are_neither_in_the_row_nor_anywhere_on_the_disk_000_43()
    {
        await _city.PushAsync(Rows.Household(1, Rows.Head(1, 11), Rows.Child(2)));
        _city.Copy.OpenNumber(Town.Here, new ResidentId(1), SessionId.New(new SeededEntropy(1, "s")), "because");

        var row = HouseholdRow.Parser.ParseFrom(_city.Database.Read(c => c.QuerySingle<byte[]>("SELECT row FROM household")));
        Assert.All(row.Members, m => Assert.Equal("", m.IndividualNumber));

        var digits = Rows.MarkerNumber.Reveal();
        foreach (var folded in (bool[])[false, true])
        {
            var disk = _city.Tables.Disk(folded);
            Assert.True(disk.AsSpan().IndexOf("山田　花子"u8) >= 0, "the search finds what is there");
            Assert.Equal(-1, disk.AsSpan().IndexOf(Encoding.ASCII.GetBytes(digits)));
            Assert.Equal(-1, disk.AsSpan().IndexOf(Encoding.Unicode.GetBytes(digits)));
            Assert.Equal(-1, disk.AsSpan().IndexOf(BigEndian(digits)));
        }
    }

    [Fact]
    public async Task A_household_pushed_again_replaces_what_was_known_of_it()
    {
        await _city.PushAsync(Rows.Household(1, Rows.Head(1, 11), Rows.Child(2, 22)));
        await _city.PushAsync(Rows.Household(1, Rows.Head(1, 12)));
        Assert.Equal(1, _city.Copy.CountResidents(Town.Here));
        Assert.Null(Find(11));
        Assert.Null(Find(22));
        Assert.Equal(1, Find(12)!.Person.Id.Value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_moved_to_another_household_is_found_there_by_the_certificates_the_new_row_names(bool oldHouseholdFirst)
    {
        await _city.PushAsync(Rows.Household(1, Rows.Head(1, 11), Rows.Child(2, 22)));
        var (old, now) = (Rows.Household(1, Rows.Head(1, 11)), Rows.Household(2, Rows.Head(2, 23)));
        await _city.PushAsync(oldHouseholdFirst ? [old, now] : [now, old]);

        Assert.Equal(new HouseholdId(2), Find(23)!.Registered.Household.Id);
        Assert.Null(Find(22));
        Assert.Equal(new HouseholdId(1), Find(11)!.Registered.Household.Id);
        Assert.Equal(2, _city.Copy.CountResidents(Town.Here));
    }

    [Fact]
    public async Task One_citys_rows_never_touch_anothers_with_the_same_numbers_001_44()
    {
        await _city.PushAsync(
            Rows.Household(Town.Here, 1, Rows.Head(1, 11)), Rows.Household(Town.Elsewhere, 1, Rows.Head(1, 11).With(p => p.Name = "佐藤　次郎")));
        await _city.PushAsync(Rows.Household(Town.Elsewhere, 1, Rows.Head(9, 99)));
        Assert.Equal("山田　花子", Find(11)!.Person.Name.Text);
        Assert.Null(_city.Copy.FindApplicant(Town.Elsewhere, new CertificateSerial(11)));
        Assert.Null(Find(99));
    }

    Applicant? Find(long serial) => _city.Copy.FindApplicant(Town.Here, new CertificateSerial(serial));

    static byte[] BigEndian(string digits)
    {
        var bytes = new byte[sizeof(long)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, long.Parse(digits, CultureInfo.InvariantCulture));
        return bytes[3..]; // SQLite drops leading zeros
    }

    public void Dispose() => _city.Dispose();
}
