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
    const string Key = "site.key";
    const string Authority = "authority.cer";
    const string Cities = "cities";
    const string Forms = "forms";

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    public static void Save(string folder, InquirySetup setup)
    {
        Directory.CreateDirectory(Path.Combine(folder, Cities));
        WriteKey(folder, setup.Key);
        File.WriteAllBytes(Path.Combine(folder, Authority), setup.Authority);
        foreach (var city in setup.Cities)
        {
            File.WriteAllBytes(Path.Combine(folder, Cities, $"{city.Code}.json"), JsonSerializer.SerializeToUtf8Bytes(new CityJson(city.Name.Japanese, city.Name.English, city.GroundWord.Text), Json));
            foreach (var (index, certificate) in city.SigningCertificates.Index())
                File.WriteAllBytes(Path.Combine(folder, Cities, $"{city.Code}-{index + 1}.cer"), certificate);
        }

        AddForms(folder, setup.Forms);
    }

    /// <summary>Adds forms to those that are there.</summary>
    public static void AddForms(string folder, IEnumerable<FrontForm> forms)
    {
        Directory.CreateDirectory(Path.Combine(folder, Forms));
        foreach (var form in forms)
            File.WriteAllBytes(Path.Combine(folder, Forms, $"{Convert.ToHexStringLower(form.Digest.Span)}.form"), form.File.ToArray());
    }

    /// <summary>The site's key pair; made where there is none.</summary>
    /// <returns>The caller's to dispose.</returns>
    public static ECDiffieHellman OpenKey(string folder)
    {
        if (DeploymentFiles.Of(folder).Find(Key) is { } kept)
            return ReadKey(kept);
        Directory.CreateDirectory(folder);
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        WriteKey(folder, key);
        return key;
    }

    /// <param name="authority">The local governments' authority, DER; null: the one that the folder itself names, for somebody who made the folder.</param>
    /// <exception cref="InvalidDataException">Something is missing, or is not what its name says.</exception>
    public static InquirySetup Load(string folder, byte[]? authority = null) => Load(DeploymentFiles.Of(folder), authority);

    /// <inheritdoc cref="Load(string, byte[])"/>
    public static InquirySetup Load(DeploymentFiles files, byte[]? authority = null)
    {
        try
        {
            var cities = files.In(Cities);
            return new InquirySetup(
                ReadKey(files.Read(Key)),
                [.. cities.Names("", ".json").Select(n => ReadCity(cities, n))],
                authority ?? files.Read(Authority),
                [.. ReadForms(files)]);
        }
        catch (Exception e) when (e is CryptographicException or JsonException or SymbolFormatException or ArgumentException or IOException or InvalidDataException)
        {
            throw new InvalidDataException($"{files.Where("")} is not what an inquiry site has: {e.Message}", e);
        }
    }

    static void WriteKey(string folder, ECDiffieHellman key)
    {
        var exported = key.ExportPkcs8PrivateKey();
        DeploymentFolder.WritePrivate(Path.Combine(folder, Key), exported);
        CryptographicOperations.ZeroMemory(exported);
    }

    static ECDiffieHellman ReadKey(ReadOnlySpan<byte> exported)
    {
        var key = ECDiffieHellman.Create();
        key.ImportPkcs8PrivateKey(exported, out _);
        return key;
    }

    /// <summary>The forms of a folder, each when its turn comes.</summary>
    /// <exception cref="SymbolFormatException">One is not a form.</exception>
    public static IEnumerable<FrontForm> ReadForms(string folder) => ReadForms(DeploymentFiles.Of(folder));

    static IEnumerable<FrontForm> ReadForms(DeploymentFiles files)
    {
        var forms = files.In(Forms);
        return forms.Names("", ".form").Select(n => FrontForm.Read(forms.Read(n)));
    }

    static KnownCity ReadCity(DeploymentFiles cities, string file)
    {
        var code = Path.GetFileNameWithoutExtension(file);
        var city = JsonSerializer.Deserialize<CityJson>(cities.Read(file), Json) ?? throw new JsonException($"{code} has no name.");
        return new KnownCity(
            new MunicipalityCode(code), new CityName(city.Japanese, city.English), [.. cities.Names($"{code}-", ".cer").Select(cities.Read)])
        {
            GroundWord = new GroundWord(city.GroundWord),
        };
    }

    /// <param name="GroundWord">Of a folder that was made before grounds were known: as all cities had it.</param>
    sealed record CityJson(string Japanese, string English, string GroundWord = "複製");
}
