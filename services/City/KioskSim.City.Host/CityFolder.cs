using KioskSim.City.Issuance;
using KioskSim.City.Municipalities;
using KioskSim.City.Numbers;
using KioskSim.Hosting.Deployments;

namespace KioskSim.City.Host;

/// <summary>What an issuance server is told, as files: a configuration and two keys for each city, and the key for individual numbers.</summary>
public static class CityFolder
{
    const string NumberKey = "numbers.key";

    public static void Save(string folder, IReadOnlyList<(string ConfigurationFile, Municipality Municipality, CityKeys Keys)> cities, byte[] numberKey)
    {
        Directory.CreateDirectory(folder);
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
    public static CityServer Load(string folder, string name, IReadOnlyList<byte[]> authorities)
    {
        var cities = MunicipalityFile.ReadFolder(folder)
            .Select(m => (m, CityKeys.Import(Read(KeyFile(folder, m, "sealing")), Read(KeyFile(folder, m, "signing")))))
            .ToList();
        var numberKey = Read(Path.Combine(folder, NumberKey));
        return numberKey.Length == SealedNumbers.KeySize
            ? new CityServer(name, cities, numberKey, authorities)
            : throw new InvalidDataException($"{NumberKey} is not {SealedNumbers.KeySize} bytes.");
    }

    static string KeyFile(string folder, Municipality municipality, string use) => Path.Combine(folder, $"{municipality.Code}.{use}.pfx");

    static byte[] Read(string path) => File.Exists(path) ? File.ReadAllBytes(path) : throw new InvalidDataException($"{path} is missing.");
}
