using System.Text.Json.Nodes;
using KioskSim.City.Municipalities;
using KioskSim.City.Tests.Fixtures;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;

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
              "kind": "ResidentRecord", "name": "住民票の写し", "nameEnglish": "Resident record", "yen": 200, "mostCopies": 10,
              "options": ["WholeHousehold", "IndividualNumber"], "open": { "from": "06:30", "to": "23:00" }
            }
          ]
        }
        """;

    [Fact]
    public void The_five_shipped_files_are_read_in_the_order_of_their_codes()
    {
        var cities = MunicipalityFile.ReadFolder(Path.Combine(AppContext.BaseDirectory, "municipalities"));
        Assert.Equal(["482013", "482021", "482030", "482048", "482056"], cities.Select(c => c.Code.ToString()));
        Assert.All(cities, c => Assert.All(c.Offers, o => Assert.True(o.Hours == new OpeningHours(new(6, 30), new(23, 0)), "000-25")));
    }

    [Fact]
    public void A_file_says_kinds_fees_copies_options_and_hours_000_21_000_22_002_02()
    {
        var city = MunicipalityFile.Parse(Good, "482013.json");
        Assert.Equal(new DateOnly(2017, 1, 16), city.ServiceStart);
        var offer = Assert.Single(city.Offers);
        Assert.Equal(
            (CertificateKind.ResidentRecord, new Yen(200), 10, CertificateOptions.WholeHousehold | CertificateOptions.IndividualNumber),
            (offer.Kind, offer.Fee, offer.MostCopies, offer.Options));
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
        { "cut off", "  ]\n} ⇒ ", "line 1" },
        { "unknown field of the city", "\"name\": \"若葉台市\" ⇒ \"name\": \"若葉台市\", \"telephone\": \"1\"", "telephone" },
        { "unknown field of an offer", "\"yen\": 200 ⇒ \"yen\": 200, \"discount\": 10", "discount" },
        { "field twice", "\"yen\": 200 ⇒ \"yen\": 200, \"yen\": 300", "yen" },
        { "missing field of the city", "\"sealText\": \"若葉台市長之印\",  ⇒ ", "sealText" },
        { "missing field of an offer", "\"mostCopies\": 10, ⇒ ", "mostCopies" },
        { "missing hours", "\"from\": \"06:30\",  ⇒ ", "from" },
        { "null for a text", "\"若葉台市\" ⇒ null", "name" },
        { "null for the offers", "\"options\": [\"WholeHousehold\", \"IndividualNumber\"] ⇒ \"options\": null", "options" },
        { "null for an offer", "\"offers\": [ ⇒ \"offers\": [ null,", "an offer is empty" },
        { "wrong check digit", "482013 ⇒ 482014", "482014" },
        { "five digits", "482013 ⇒ 48201", "48201" },
        { "no date", "2017-01-16 ⇒ 2017-13-16", "serviceStart" },
        { "no time", "06:30 ⇒ 6.30", "open" },
        { "no hour of a day", "23:00 ⇒ 24:01", "open" },
        { "closes before it opens", "23:00 ⇒ 05:00", "closes at" },
        { "never open", "23:00 ⇒ 06:30", "closes at" },
        { "a fee below nothing", "\"yen\": 200 ⇒ \"yen\": -1", "-1 yen" },
        { "a fee nobody can pay", "\"yen\": 200 ⇒ \"yen\": 300000000", "300000000 yen" },
        { "a fee that is no number", "\"yen\": 200 ⇒ \"yen\": \"free\"", "yen" },
        { "no copy", "\"mostCopies\": 10 ⇒ \"mostCopies\": 0", "mostCopies" },
        { "more copies than there are", "\"mostCopies\": 10 ⇒ \"mostCopies\": 11", "mostCopies" },
        { "unknown kind", "ResidentRecord ⇒ FishingLicence", "kind" },
        { "kind by an unknown number", "\"ResidentRecord\" ⇒ 99", "kind" },
        { "unknown option", "WholeHousehold ⇒ HalfHousehold", "options" },
        { "option by a number in quotes", "WholeHousehold ⇒ 32", "options" },
        { "option by an unknown number", "\"WholeHousehold\" ⇒ 32", "options" },
        { "kind twice", "\"offers\": [ ⇒ \"offers\": [" + OneOffer + ",", "offered twice" },
        { "no offer", "", "nothing" },
        { "nothing at all", "*", "empty" },
    };

    const string OneOffer =
        """
        {
          "kind": "ResidentRecord", "name": "a", "nameEnglish": "a", "yen": 1, "mostCopies": 1, "options": [],
          "open": { "from": "06:30", "to": "23:00" }
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
        var error = Assert.Throws<MunicipalityFileException>(() => MunicipalityFile.Parse(Changed("200 ⇒ \"many\""), "482013.json"));
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
