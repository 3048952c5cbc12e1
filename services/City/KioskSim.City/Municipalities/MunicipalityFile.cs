using System.Text.Json;
using System.Text.Json.Serialization;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Typesetting;

namespace KioskSim.City.Municipalities;

/// <summary>Reads a city's configuration. What is wrong is said with the file and, for what JSON itself refuses, the line; nothing starts then.</summary>
public static class MunicipalityFile
{
    /// <summary>More than any city asks for a copy; ten copies of it are still a sum that can be counted.</summary>
    const int HighestFee = 100_000;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>All cities of a folder, by code.</summary>
    /// <exception cref="MunicipalityFileException">A file that cannot be used, or no file at all.</exception>
    public static IReadOnlyList<Municipality> ReadFolder(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        if (files.Length == 0)
            throw new MunicipalityFileException($"{folder} holds no city's configuration (a .json file each).");
        Array.Sort(files, StringComparer.Ordinal);
        var cities = files.Select(f => Parse(File.ReadAllText(f), Path.GetFileName(f))).ToList();
        if (cities.GroupBy(c => c.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new MunicipalityFileException($"{folder}: two files are of {twice.Key}.");
        return cities;
    }

    /// <param name="json">The configuration.</param>
    /// <param name="file">Its name, for errors.</param>
    public static Municipality Parse(string json, string file)
    {
        MunicipalityFileException Wrong(string what) => new($"{file}: {what}");
        CityJson city;
        try
        {
            city = JsonSerializer.Deserialize<CityJson>(json, Json) ?? throw Wrong("it is empty.");
        }
        catch (JsonException e)
        {
            throw Wrong($"line {e.LineNumber + 1}: {e.Message}");
        }

        if (!MunicipalityCode.TryParse(city.Code, out var code))
            throw Wrong($"'{city.Code}' is no municipality code (six digits, the last a check digit).");
        if (city.Offers.Count == 0)
            throw Wrong("the city offers nothing.");
        if (city.Offers.Contains(null))
            throw Wrong("an offer is empty.");
        if (city.Offers.GroupBy(o => o!.Kind).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw Wrong($"{twice.Key} is offered twice.");
        return new Municipality(
            code, city.Name, city.NameEnglish, new IssuingCity(city.Prefecture, city.MayorTitle, city.MayorName, city.SealText),
            city.ServiceStart, city.BaseCharacterForMissingVariant ? VariantPolicy.BaseCharacter : VariantPolicy.Exact,
            [.. city.Offers.Select(o => Read(o!, Wrong))], city.AcceptsRevocationLists, city.AcceptsJukiCards);
    }

    static Offer Read(OfferJson offer, Func<string, Exception> wrong)
    {
        if (offer.Yen is < 0 or > HighestFee)
            throw wrong($"{offer.Kind}: the fee cannot be {offer.Yen} yen.");
        if (offer.MostCopies is < 1 or > Copies.Most)
            throw wrong($"{offer.Kind}: mostCopies is 1 to {Copies.Most}.");
        if (offer.Open.From >= offer.Open.To)
            throw wrong($"{offer.Kind}: it opens at {offer.Open.From} and closes at {offer.Open.To}.");
        return new Offer(
            offer.Kind, offer.Name, offer.NameEnglish, new Yen(offer.Yen), offer.MostCopies,
            offer.Options.Aggregate(CertificateOptions.None, (all, one) => all | one), new OpeningHours(offer.Open.From, offer.Open.To));
    }

    sealed record CityJson(
        string Code, string Name, string NameEnglish, string Prefecture, string MayorTitle, string MayorName, string SealText, DateOnly ServiceStart,
        bool BaseCharacterForMissingVariant, IReadOnlyList<OfferJson?> Offers, bool AcceptsRevocationLists = false, bool AcceptsJukiCards = false);

    sealed record OfferJson(
        CertificateKind Kind, string Name, string NameEnglish, int Yen, int MostCopies, IReadOnlyList<CertificateOptions> Options, HoursJson Open);

    sealed record HoursJson(TimeOnly From, TimeOnly To);
}

/// <summary>A city's configuration cannot be used. The message says which file and why.</summary>
public sealed class MunicipalityFileException(string message) : ConfigurationException(message);
