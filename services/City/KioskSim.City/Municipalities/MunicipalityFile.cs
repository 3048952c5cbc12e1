using System.Text.Json;
using System.Text.Json.Serialization;
using KioskSim.Domain.Errors;

namespace KioskSim.City.Municipalities;

/// <summary>Reads a city's configuration. What is wrong is said with file, line and reason; nothing starts then.</summary>
public static class MunicipalityFile
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        PropertyNameCaseInsensitive = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>All cities of a folder, by code.</summary>
    /// <exception cref="MunicipalityFileException">A file that cannot be used, or no file at all.</exception>
    public static IReadOnlyList<Municipality> ReadFolder(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        Array.Sort(files, StringComparer.Ordinal);
        return ReadAll(files.Select(f => (Path.GetFileName(f), File.ReadAllText(f))), folder);
    }

    /// <summary>The same from wherever they lie.</summary>
    /// <param name="files">Name and content of each.</param>
    /// <param name="folder">Where, for errors.</param>
    /// <inheritdoc cref="ReadFolder"/>
    public static IReadOnlyList<Municipality> ReadAll(IEnumerable<(string Name, string Json)> files, string folder)
    {
        var cities = files.Select(f => Parse(f.Json, f.Name)).ToList();
        if (cities.Count == 0)
            throw new MunicipalityFileException($"{folder} holds no city's configuration (a .json file each).");
        if (cities.GroupBy(c => c.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new MunicipalityFileException($"{folder}: two files are of {twice.Key}.");
        return cities;
    }

    /// <param name="json">The configuration.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <exception cref="MunicipalityFileException">It cannot be used.</exception>
    public static Municipality Parse(string json, string file)
    {
        MunicipalityJson city;
        try
        {
            city = JsonSerializer.Deserialize<MunicipalityJson>(json, Json) ?? throw new MunicipalityFileException($"{file}: it is empty.");
        }
        catch (JsonException e)
        {
            throw new MunicipalityFileException($"{file}: line {e.LineNumber + 1}: {e.Message}");
        }

        var places = new JsonPlaces(json);
        return new MunicipalityReader((path, what) => new MunicipalityFileException($"{file}: line {places.LineOf(path)}: {what}")).Read(city);
    }
}

/// <summary>A city's configuration cannot be used. The message says which file and why.</summary>
public sealed class MunicipalityFileException(string message) : ConfigurationException(message);
