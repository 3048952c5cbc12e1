using System.Text.Json.Nodes;
using KioskSim.City.Municipalities;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Registers;

namespace KioskSim.City.Tests.Municipalities;

public sealed class MunicipalityFileTests
{
    const string Good = """
        {
          "code": "482013", "name": "若葉台市", "nameEnglish": "Wakabadai City", "prefecture": "葦原県", "mayorTitle": "若葉台市長",
          "mayorName": "若葉　一郎", "sealText": "若葉台市長之印", "serviceStart": "2017-01-16",
          "baseCharacterForMissingVariant": true,
          "offers": [
            {
              "kind": "ResidentRecord", "name": "住民票の写し", "nameEnglish": "Resident record", "yen": { "counter": 250 }, "mostCopies": 10,
              "options": ["WholeHousehold", "IndividualNumber"], "open": { "daily": "06:30-23:00", "sunday": "closed" }
            }
          ],
          "kioskDiscount": 50, "yearEnd": { "from": 29, "to": 3 }, "taxes": { "name": "市・県民税", "newYearFrom": "06-10" },
          "oldestCopyHours": { "Residents": 24 },
          "maintenance": [ { "from": "2026-11-28T17:30", "until": "2026-11-30T09:00", "kinds": ["ResidentRecord"] } ],
          "terminals": [ { "kiosk": "T-1", "name": "第一庁舎", "open": { "weekdays": "08:45-20:00" } } ]
        }
        """;

    [Fact]
    public void The_five_shipped_files_are_read_in_the_order_of_their_codes()
    {
        var cities = MunicipalityFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "municipalities"));
        Assert.Equal(["482013", "482021", "482030", "482048", "482056"], cities.Select(c => c.Code.ToString()));
        Assert.All(cities, c => Assert.All(
            c.Offers.Where(o => o.Kind is not (CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement)),
            o => Assert.True(o.Hours.Text == "毎日6:30～23:00", "000-25")));
    }

    [Fact]
    public void The_shipped_cities_offer_what_the_seeds_say_000_21_001_42_002_01_002_02()
    {
        var cities = MunicipalityFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "municipalities")).ToDictionary(c => c.Code.ToString());
        CertificateKind[] five =
        [
            CertificateKind.ResidentRecord, CertificateKind.SealRegistration, CertificateKind.FamilyRegister, CertificateKind.FamilyRegisterSupplement, CertificateKind.Tax,
        ];
        Assert.Subset(cities["482013"].Offers.Select(o => o.Kind).ToHashSet(), five.ToHashSet());
        Assert.Equal(five.Where(k => k != CertificateKind.FamilyRegisterSupplement), cities["482030"].Offers.Select(o => o.Kind));
        Assert.Equal(new DateOnly(2020, 1, 20), cities["482030"].ServiceStart);
        Assert.All(cities["482021"].Offers, o => Assert.Equal(50, o.Fees.Counter.Amount - o.Fees.Kiosk.Amount));
        Assert.DoesNotContain(cities["482030"].Offers, o => o.Options.HasFlag(CertificateOptions.IndividualNumber)); // 000-22
    }

    [Fact]
    public void A_file_says_kinds_fees_copies_options_and_hours_000_21_000_22_002_02()
    {
        var city = MunicipalityFile.Parse(Good, "482013.json");
        Assert.Equal(new DateOnly(2017, 1, 16), city.ServiceStart);
        var offer = Assert.Single(city.Offers);
        Assert.Equal(
            (CertificateKind.ResidentRecord, 10, CertificateOptions.WholeHousehold | CertificateOptions.IndividualNumber),
            (offer.Kind, offer.MostCopies, offer.Options));
        Assert.Equal(new FeeTable(new Yen(250), new Yen(200), new Yen(200)), offer.Fees);
        Assert.Equal("月・火・水・木・金・土・祝6:30～23:00", offer.Hours.Text.Replace("平日", "月・火・水・木・金", StringComparison.Ordinal));
        Assert.Equal(("市・県民税", (6, 10)), (city.Taxes.Name, city.Taxes.NewYearFrom));
        Assert.Equal(TimeSpan.FromDays(1), city.OldestCopies[RegisterKind.Residents]);
        Assert.Equal("第一庁舎", city.FindTerminal(new KioskId("T-1"))!.Name);
        Assert.Null(city.Find(CertificateKind.SealRegistration));
    }

    [Fact]
    public void Of_the_shipped_cities_one_takes_its_resident_basic_cards_and_without_a_word_none_does_001_41()
    {
        var cities = MunicipalityFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "municipalities"));
        Assert.Equal(["482021"], cities.Where(c => c.AcceptsJukiCards).Select(c => c.Code.ToString()));
    }

    public static TheoryData<string, string, string> WrongFiles { get; } = new()
    {
        // what is wrong, what is replaced ⇒ by what, what the message says beside the file
        { "no JSON", "\"code\": ⇒ code:", "line 2" },
        { "cut off", "  ],\n ⇒ ", "line 1" },
        { "unknown field of the city", "\"name\": \"若葉台市\" ⇒ \"name\": \"若葉台市\", \"telephone\": \"1\"", "telephone" },
        { "a field's name in another case", "\"sealText\" ⇒ \"SealText\"", "SealText" },
        { "unknown field of an offer", "\"mostCopies\": 10 ⇒ \"mostCopies\": 10, \"discount\": 10", "discount" },
        { "field twice", "\"counter\": 250 ⇒ \"counter\": 250, \"counter\": 300", "counter" },
        { "missing field of the city", "\"sealText\": \"若葉台市長之印\",  ⇒ ", "sealText" },
        { "a ground's word too long", "\"sealText\" ⇒ \"groundWord\": \"禁無断転載複製\", \"sealText\"", "禁無断転載複製" },
        { "an empty word for the ground", "\"sealText\" ⇒ \"groundWord\": \"\", \"sealText\"", "line 3: '' is no word" },
        { "missing field of an offer", "\"mostCopies\": 10, ⇒ ", "mostCopies" },
        { "missing fee", "\"counter\": 250 ⇒ ", "counter" },
        { "null for a text", "\"若葉台市\" ⇒ null", "name" },
        { "null for the offers", "\"options\": [\"WholeHousehold\", \"IndividualNumber\"] ⇒ \"options\": null", "options" },
        { "null for an offer", "\"offers\": [ ⇒ \"offers\": [ null,", "line 5: offers[0] is empty" },
        { "wrong check digit", "482013 ⇒ 482014", "line 2: '482014'" },
        { "five digits", "482013 ⇒ 48201", "line 2: '48201'" },
        { "no date", "2017-01-16 ⇒ 2017-13-16", "serviceStart" },
        { "no time", "06:30 ⇒ 6.30", "line 8: '6.30-23:00'" },
        { "no hour of a day", "23:00 ⇒ 24:01", "line 8: '06:30-24:01'" },
        { "closes before it opens", "23:00 ⇒ 05:00", "line 8: '06:30-05:00'" },
        { "never open", "06:30-23:00 ⇒ closed", "line 8: it never opens" },
        { "no hours", "\"daily\": \"06:30-23:00\", \"sunday\": \"closed\" ⇒ ", "line 8: it never opens" },
        { "no day", "\"sunday\" ⇒ \"someday\"", "line 8: 'someday'" },
        { "a fee below nothing", "\"counter\": 250 ⇒ \"counter\": 49", "line 7: ResidentRecord: the fee cannot be -1 yen" },
        { "a fee nobody can pay", "\"counter\": 250 ⇒ \"counter\": 300000000", "line 7: ResidentRecord: the fee cannot be 300000000 yen" },
        { "a fee that is no number", "\"counter\": 250 ⇒ \"counter\": \"free\"", "line 7" },
        { "a discount below nothing", "\"kioskDiscount\": 50 ⇒ \"kioskDiscount\": -50", "line 11: the discount" },
        { "no copy", "\"mostCopies\": 10 ⇒ \"mostCopies\": 0", "line 7: ResidentRecord: mostCopies" },
        { "more copies than there are", "\"mostCopies\": 10 ⇒ \"mostCopies\": 11", "line 7: ResidentRecord: mostCopies" },
        { "unknown kind", "\"kind\": \"ResidentRecord\" ⇒ \"kind\": \"FishingLicence\"", "kind" },
        { "kind by an unknown number", "\"kind\": \"ResidentRecord\" ⇒ \"kind\": 99", "kind" },
        { "unknown option", "WholeHousehold ⇒ HalfHousehold", "options" },
        { "option by a number in quotes", "WholeHousehold ⇒ 32", "options" },
        { "option by an unknown number", "\"WholeHousehold\" ⇒ 32", "options" },
        { "an option that the kind has not", "\"kind\": \"ResidentRecord\" ⇒ \"kind\": \"FamilyRegister\"", "line 8: FamilyRegister has no option IndividualNumber" },
        { "kind twice", "\"offers\": [ ⇒ \"offers\": [" + OneOffer + ",", "offered twice" },
        { "a closure that begins in spring", "\"yearEnd\": { \"from\": 29 ⇒ \"yearEnd\": { \"from\": 3", "line 11: the year-end closure begins" },
        { "a closure that never ends", "\"to\": 3 } ⇒ \"to\": 31 }", "line 11: the year-end closure ends" },
        { "a tax year that begins on no day", "06-10 ⇒ 02-29", "line 11: '02-29'" },
        { "a copy that is too old at once", "\"Residents\": 24 ⇒ \"Residents\": 0", "line 12: Residents" },
        { "an unknown register", "\"Residents\": 24 ⇒ \"Dogs\": 24", "oldestCopyHours" },
        { "maintenance that ends before it begins", "2026-11-30T09:00 ⇒ 2026-11-28T17:30", "line 13: maintenance ends" },
        { "maintenance by another clock", "2026-11-30T09:00 ⇒ 2026-11-30T09:00Z", "line 13: from and until" },
        { "a terminal with no name for a kiosk", "\"T-1\" ⇒ \"第一\"", "line 14: '第一'" },
        { "a terminal without hours", "08:45-20:00 ⇒ closed", "line 14: it never opens" },
        { "no offer", "", "nothing" },
        { "nothing at all", "*", "empty" },
    };

    const string OneOffer =
        """
        {
          "kind": "ResidentRecord", "name": "a", "nameEnglish": "a", "yen": { "counter": 100 }, "mostCopies": 1, "options": [],
          "open": { "daily": "06:30-23:00" }
        }
        """;

    [Theory]
    [MemberData(nameof(WrongFiles))]
    public void A_wrong_file_is_refused_with_its_name_and_what_is_wrong(string what, string change, string said)
    {
        var json = change switch
        {
            "" => WithoutOffers(),
            "*" => "null",
            _ => Changed(change),
        };
        var error = Assert.Throws<MunicipalityFileException>(() => MunicipalityFile.Parse(json, "482013.json"));
        Assert.IsType<ConfigurationException>(error, exactMatch: false);
        Assert.StartsWith("482013.json: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Contains(said, StringComparison.Ordinal), $"{what}: {error.Message}");
    }

    [Fact]
    public void What_JSON_itself_refuses_is_said_with_its_line()
    {
        var error = Assert.Throws<MunicipalityFileException>(() => MunicipalityFile.Parse(Changed("250 ⇒ \"many\""), "482013.json"));
        Assert.StartsWith("482013.json: line 7: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_files_and_two_files_of_one_city_are_refused()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<MunicipalityFileException>(() => MunicipalityFile.ReadFolder(folder["no such folder"]));
        Assert.Throws<MunicipalityFileException>(() => MunicipalityFile.ReadFolder(folder["."]));
        File.WriteAllText(folder["a.json"], Good);
        File.WriteAllText(folder["b.json"], Good);
        var error = Assert.Throws<MunicipalityFileException>(() => MunicipalityFile.ReadFolder(folder["."]));
        Assert.Contains("482013", error.Message, StringComparison.Ordinal);
    }

    static string Changed(string change)
    {
        var (from, to) = (change.Split(" ⇒ ")[0], change.Split(" ⇒ ")[1]);
        Assert.Contains(from, Good, StringComparison.Ordinal);
        return Good.Replace(from, to, StringComparison.Ordinal);
    }

    static string WithoutOffers()
    {
        var json = JsonNode.Parse(Good)!;
        json["offers"] = new JsonArray();
        return json.ToJsonString();
    }
}
