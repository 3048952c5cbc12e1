using System.Security.Cryptography;
using System.Text.Json;
using KioskSim.Domain.Values;
using KioskSim.Hosting.Deployments;
using KioskSim.Paper;
using KioskSim.Paper.Fronts;

namespace KioskSim.Inquiry.Host;

/// <summary>
/// What the inquiry site has, as files: <c>site.key</c> (PKCS#8, its owner's alone), <c>cities/&lt;code&gt;.json</c> with the name and
/// <c>cities/&lt;code&gt;-&lt;n&gt;.cer</c> with each signing certificate, <c>authority.cer</c>, <c>forms/&lt;digest&gt;.form</c>.
/// </summary>
public static class InquiryFolder
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static void Save(string folder, InquirySetup setup)
    {
        Directory.CreateDirectory(Cities(folder));
        Directory.CreateDirectory(Forms(folder));
        var key = setup.Key.ExportPkcs8PrivateKey();
        DeploymentFolder.WritePrivate(KeyFile(folder), key);
        CryptographicOperations.ZeroMemory(key);
        File.WriteAllBytes(AuthorityFile(folder), setup.Authority);
        foreach (var city in setup.Cities)
        {
            File.WriteAllBytes(Path.Combine(Cities(folder), $"{city.Code}.json"), JsonSerializer.SerializeToUtf8Bytes(city.Name, Json));
            foreach (var (index, certificate) in city.SigningCertificates.Index())
                File.WriteAllBytes(Path.Combine(Cities(folder), $"{city.Code}-{index + 1}.cer"), certificate);
        }

        foreach (var form in setup.Forms)
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
        var exported = key.ExportPkcs8PrivateKey();
        DeploymentFolder.WritePrivate(KeyFile(folder), exported);
        CryptographicOperations.ZeroMemory(exported);
        return key;
    }

    /// <summary>With the authority that the folder itself names: for somebody who made the folder.</summary>
    /// <inheritdoc cref="Load(string, byte[])"/>
    public static InquirySetup Load(string folder)
    {
        try
        {
            return Load(folder, File.ReadAllBytes(AuthorityFile(folder)));
        }
        catch (IOException e)
        {
            throw new InvalidDataException($"{folder} is not what an inquiry site has: {e.Message}", e);
        }
    }

    /// <param name="authority">The local governments' authority, DER.</param>
    /// <exception cref="InvalidDataException">Something is missing, or is not what its name says.</exception>
    public static InquirySetup Load(string folder, byte[] authority)
    {
        try
        {
            return new InquirySetup(
                ReadKey(folder),
                [.. Files(Cities(folder), "*.json").Select(ReadCity)],
                authority,
                [.. Files(Forms(folder), "*.form").Select(f => FrontForm.Read(File.ReadAllBytes(f)))]);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or SymbolFormatException or ArgumentException or IOException)
        {
            throw new InvalidDataException($"{folder} is not what an inquiry site has: {e.Message}", e);
        }
    }

    static ECDiffieHellman ReadKey(string folder)
    {
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(File.ReadAllBytes(KeyFile(folder)), out _);
        return key;
    }

    static KnownCity ReadCity(string file)
    {
        var code = Path.GetFileNameWithoutExtension(file);
        var name = JsonSerializer.Deserialize<CityName>(File.ReadAllBytes(file), Json) ?? throw new JsonException($"{code} has no name.");
        return new KnownCity(new MunicipalityCode(code), name, [.. Files(Path.GetDirectoryName(file)!, $"{code}-*.cer").Select(File.ReadAllBytes)]);
    }

    static IEnumerable<string> Files(string folder, string pattern) => Directory.GetFiles(folder, pattern).Order(StringComparer.Ordinal);

    static string KeyFile(string folder) => Path.Combine(folder, "site.key");

    static string AuthorityFile(string folder) => Path.Combine(folder, "authority.cer");

    static string Cities(string folder) => Path.Combine(folder, "cities");

    static string Forms(string folder) => Path.Combine(folder, "forms");
}
