using System.Security.Cryptography;
using System.Text.Json;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Deployments;
using KioskSim.Paper;
using KioskSim.Paper.Fronts;
using KioskSim.Paper.Ground;

namespace KioskSim.Inquiry.Host;

/// <summary>
/// What the inquiry site has, as files: <c>site.key</c> (PKCS#8, its owner's alone), <c>cities/&lt;code&gt;.json</c> with name and ground and
/// <c>cities/&lt;code&gt;-&lt;n&gt;.cer</c> with each signing certificate, <c>authority.cer</c>, <c>forms/&lt;digest&gt;.form</c>.
/// </summary>
public static class InquiryFolder
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static void Save(string folder, InquirySetup setup)
    {
        Directory.CreateDirectory(Cities(folder));
        WriteKey(folder, setup.Key);
        File.WriteAllBytes(AuthorityFile(folder), setup.Authority);
        foreach (var city in setup.Cities)
        {
            File.WriteAllBytes(Path.Combine(Cities(folder), $"{city.Code}.json"), JsonSerializer.SerializeToUtf8Bytes(new CityJson(city.Name.Japanese, city.Name.English, city.GroundWord.Text), Json));
            foreach (var (index, certificate) in city.SigningCertificates.Index())
                File.WriteAllBytes(Path.Combine(Cities(folder), $"{city.Code}-{index + 1}.cer"), certificate);
        }

        AddForms(folder, setup.Forms);
    }

    /// <summary>Adds forms to those that are there.</summary>
    public static void AddForms(string folder, IEnumerable<FrontForm> forms)
    {
        Directory.CreateDirectory(Forms(folder));
        foreach (var form in forms)
            File.WriteAllBytes(Path.Combine(Forms(folder), $"{Convert.ToHexStringLower(form.Digest.Span)}.form"), form.File.ToArray());
    }

    /// <summary>The site's key pair; made where there is none.</summary>
    /// <returns>The caller's to dispose.</returns>
    public static ECDiffieHellman OpenKey(string folder)
    {
        if (File.Exists(KeyFile(folder)))
            return ReadKey(folder);
        Directory.CreateDirectory(folder);
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        WriteKey(folder, key);
        return key;
    }

    /// <param name="authority">The local governments' authority, DER; null: the one that the folder itself names, for somebody who made the folder.</param>
    /// <exception cref="InvalidDataException">Something is missing, or is not what its name says.</exception>
    public static InquirySetup Load(string folder, byte[]? authority = null)
    {
        try
        {
            return new InquirySetup(
                ReadKey(folder),
                [.. Files(Cities(folder), "*.json").Select(ReadCity)],
                authority ?? File.ReadAllBytes(AuthorityFile(folder)),
                [.. ReadForms(folder)]);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or SymbolFormatException or ArgumentException or IOException)
        {
            throw new InvalidDataException($"{folder} is not what an inquiry site has: {e.Message}", e);
        }
    }

    static void WriteKey(string folder, ECDiffieHellman key)
    {
        var exported = key.ExportPkcs8PrivateKey();
        DeploymentFolder.WritePrivate(KeyFile(folder), exported);
        CryptographicOperations.ZeroMemory(exported);
    }

    static ECDiffieHellman ReadKey(string folder)
    {
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(File.ReadAllBytes(KeyFile(folder)), out _);
        return key;
    }

    /// <summary>The forms of a folder, each when its turn comes.</summary>
    /// <exception cref="SymbolFormatException">One is not a form.</exception>
    public static IEnumerable<FrontForm> ReadForms(string folder) => Files(Forms(folder), "*.form").Select(f => FrontForm.Read(File.ReadAllBytes(f)));

    static KnownCity ReadCity(string file)
    {
        var code = Path.GetFileNameWithoutExtension(file);
        var city = JsonSerializer.Deserialize<CityJson>(File.ReadAllBytes(file), Json) ?? throw new JsonException($"{code} has no name.");
        return new KnownCity(
            new MunicipalityCode(code), new CityName(city.Japanese, city.English), [.. Files(Path.GetDirectoryName(file)!, $"{code}-*.cer").Select(File.ReadAllBytes)])
        {
            GroundWord = new GroundWord(city.GroundWord),
        };
    }

    static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal);

    /// <param name="GroundWord">Of a folder that was made before grounds were known: as all cities had it.</param>
    sealed record CityJson(string Japanese, string English, string GroundWord = "複製");

    static string KeyFile(string folder) => Path.Combine(folder, "site.key");

    static string AuthorityFile(string folder) => Path.Combine(folder, "authority.cer");

    static string Cities(string folder) => Path.Combine(folder, "cities");

    static string Forms(string folder) => Path.Combine(folder, "forms");
}
