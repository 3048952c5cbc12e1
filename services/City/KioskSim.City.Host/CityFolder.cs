using System.Text;
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
            DeploymentFolder.WritePrivate(Path.Combine(folder, KeyFile(municipality, "sealing")), sealing);
            DeploymentFolder.WritePrivate(Path.Combine(folder, KeyFile(municipality, "signing")), signing);
        }
    }

    /// <summary>Says in which PostgreSQL database the server's tables lie.</summary>
    /// <param name="connectionString">As Npgsql takes it.</param>
    public static void UsePostgres(string folder, string connectionString)
    {
        Directory.CreateDirectory(folder);
        DeploymentFolder.WritePrivate(Path.Combine(folder, Postgres), Encoding.UTF8.GetBytes(connectionString));
    }

    /// <exception cref="MunicipalityFileException">A configuration that cannot be used.</exception>
    /// <exception cref="InvalidDataException">A key is missing.</exception>
    /// <exception cref="ConfigurationException">A font is missing or broken.</exception>
    public static CityServer Load(DeploymentFiles files, string name, IReadOnlyList<byte[]> authorities)
    {
        var cities = Municipalities(files).Select(m => (m, CityKeys.Import(files.Read(KeyFile(m, "sealing")), files.Read(KeyFile(m, "signing")))));
        var numberKey = files.Read(NumberKey);
        return numberKey.Length == SealedNumbers.KeySize
            ? new CityServer(name, new ServedCities(cities, Fonts()), numberKey, authorities, files.Read(InquiryKey))
            : throw new InvalidDataException($"{NumberKey} is not {SealedNumbers.KeySize} bytes.");
    }

    /// <summary>The cities that a server serves.</summary>
    /// <exception cref="MunicipalityFileException">A configuration that cannot be used, or none.</exception>
    public static IReadOnlyList<Municipality> Municipalities(DeploymentFiles files) =>
        MunicipalityFile.ReadAll(files.Names("", ".json").Select(n => (n, Encoding.UTF8.GetString(files.Read(n)))), files.Where(""));

    /// <summary>The server's tables: in PostgreSQL where a file of the folder holds a connection string, else in a file.</summary>
    /// <param name="dataFile">Which file.</param>
    /// <exception cref="InvalidDataException">No connection string stands there.</exception>
    public static Database Open(DeploymentFiles files, string name, Func<string> dataFile) =>
        Database.OpenAsTold(files.Find(Postgres), SchemaOf(name), dataFile);

    /// <summary>Whether the server's tables are no file.</summary>
    public static bool IsInPostgres(DeploymentFiles files) => files.Find(Postgres) is not null;

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

    static string KeyFile(Municipality municipality, string use) => $"{municipality.Code}.{use}.pfx";
}
