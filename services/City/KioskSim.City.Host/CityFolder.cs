using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Deployments;
using KioskSim.Paper;
using KioskSim.Paper.Fonts;
using KioskSim.Storage;

namespace KioskSim.City.Host;

/// <summary>
/// What an issuance server is told, as files: a configuration and two keys for each city, the key for individual numbers, and which database
/// is its own.
/// </summary>
public static class CityFolder
{
    const string NumberKey = "numbers.key";
    const string InquiryKey = "inquiry.key";
    const string Postgres = "postgres.txt";

    public static void Save(
        string folder, IReadOnlyList<(string ConfigurationFile, Municipality Municipality, CityKeys Keys)> cities, byte[] numberKey, byte[] inquiryKey)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, InquiryKey), inquiryKey);
        DeploymentFolder.WritePrivate(Path.Combine(folder, NumberKey), numberKey);
        foreach (var (file, municipality, keys) in cities)
        {
            var (sealing, signing) = keys.Export();
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            DeploymentFolder.WritePrivate(KeyFile(folder, municipality, "sealing"), sealing);
            DeploymentFolder.WritePrivate(KeyFile(folder, municipality, "signing"), signing);
        }
    }

    /// <exception cref="MunicipalityFileException">A configuration that cannot be used.</exception>
    /// <exception cref="InvalidDataException">A key is missing.</exception>
    /// <exception cref="ConfigurationException">A font is missing or broken.</exception>
    public static CityServer Load(string folder, string name, IReadOnlyList<byte[]> authorities)
    {
        var cities = MunicipalityFile.ReadFolder(folder)
            .Select(m => (m, CityKeys.Import(Read(KeyFile(folder, m, "sealing")), Read(KeyFile(folder, m, "signing")))));
        var numberKey = Read(Path.Combine(folder, NumberKey));
        return numberKey.Length == SealedNumbers.KeySize
            ? new CityServer(name, new ServedCities(cities, Fonts()), numberKey, authorities, Read(Path.Combine(folder, InquiryKey)))
            : throw new InvalidDataException($"{NumberKey} is not {SealedNumbers.KeySize} bytes.");
    }

    /// <summary>The server's tables: in PostgreSQL where a file of the folder holds a connection string, else in a file.</summary>
    /// <param name="dataFile">Which file.</param>
    /// <exception cref="InvalidDataException">No connection string stands there.</exception>
    public static Database Open(string folder, string name, string dataFile) => IsInPostgres(folder)
        ? Database.OpenPostgres(File.ReadAllText(Path.Combine(folder, Postgres)).Trim(), SchemaOf(name))
        : Database.OpenFile(dataFile);

    /// <summary>Whether the server's tables are no file.</summary>
    public static bool IsInPostgres(string folder) => File.Exists(Path.Combine(folder, Postgres));

    /// <summary>The schema that a server's tables lie in.</summary>
    public static string SchemaOf(string server) => $"city_{server.Replace('-', '_')}";

    static FontSet Fonts()
    {
        try
        {
            return FontSet.Shared;
        }
        catch (FontFileException e)
        {
            throw new ConfigurationException(e.Message);
        }
    }

    static string KeyFile(string folder, Municipality municipality, string use) => Path.Combine(folder, $"{municipality.Code}.{use}.pfx");

    static byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : throw new InvalidDataException($"{path} is missing.");
}
