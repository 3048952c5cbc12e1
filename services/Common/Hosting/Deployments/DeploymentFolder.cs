using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using KioskSim.Domain.Time;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Deployments;

/// <summary>
/// A deployment as files, for services that run as processes of their own: <c>deployment.json</c> with addresses and clock, and a
/// certificate with key for each member. Readable by its owner only; made for a run, kept in no repository.
/// </summary>
public static class DeploymentFolder
{
    /// <summary>Subfolder of databases.</summary>
    public const string Data = "data";

    /// <summary>Subfolder of certificates that are trusted.</summary>
    public const string Trust = "trust";

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    sealed record File(DateTimeOffset SimulatedStart, DateTimeOffset RealStart, IReadOnlyList<MemberEntry> Members, IReadOnlyDictionary<string, string> Addresses);

    sealed record MemberEntry(string Zone, string Role, string Name);

    /// <param name="realNow">Wall-clock time, so that the processes agree on the simulated time.</param>
    public static void Save(Deployment deployment, string folder, DateTimeOffset realNow)
    {
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(folder, Data));
        Directory.CreateDirectory(Path.Combine(folder, Trust));
        foreach (var member in deployment.Members)
        {
            var credential = deployment.Credential(member.Zone, member.Role, member.Name);
            WritePrivate(CertificateFile(folder, member), credential.Certificate.Export(X509ContentType.Pfx));
            WritePrivate(AuthorityFile(folder, member.Zone), credential.Authority.RawData);
        }

        var file = new File(
            deployment.Clock.GetUtcNow(), realNow,
            [.. deployment.Members.Select(m => new MemberEntry(m.Zone.Name(), m.Role, m.Name))],
            deployment.Addresses.ToDictionary(a => a.Key, a => a.Value.ToString()));
        WritePrivate(Path.Combine(folder, "deployment.json"), JsonSerializer.SerializeToUtf8Bytes(file, Json));
    }

    /// <exception cref="InvalidDataException">Not a deployment.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static Deployment Load(string folder, TimeProvider wallClock)
    {
        var path = Path.Combine(folder, "deployment.json");
        try
        {
            var file = JsonSerializer.Deserialize<File>(System.IO.File.ReadAllBytes(path), Json) ?? throw new FormatException($"{path} is empty.");
            return Read(file, folder, wallClock);
        }
        catch (Exception e) when (e is FileNotFoundException { FileName: var missing } && missing == path || e is DirectoryNotFoundException)
        {
            throw new InvalidDataException($"{folder} holds no deployment (no deployment.json).", e);
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException)
        {
            throw new InvalidDataException($"{folder} holds no deployment that can be used: {e.Message}", e);
        }
    }

    static Deployment Read(File file, string folder, TimeProvider wallClock)
    {
        var members = file.Members.Select(m => ZoneNames.TryParse(m.Zone, out var zone)
            ? new Member(zone, m.Role, m.Name)
            : throw new FormatException($"There is no zone '{m.Zone}'."));
        return new Deployment(
            members.ToDictionary(m => m, m => new ZoneCredential(
                m.Zone,
                X509CertificateLoader.LoadPkcs12FromFile(CertificateFile(folder, m), password: null),
                X509CertificateLoader.LoadCertificateFromFile(AuthorityFile(folder, m.Zone)))),
            file.Addresses.Select(a => KeyValuePair.Create(a.Key, IPEndPoint.Parse(a.Value))),
            new SimulatedClock(file.SimulatedStart + (wallClock.GetUtcNow() - file.RealStart), wallClock));
    }

    static string CertificateFile(string folder, Member member) => Path.Combine(folder, $"{member.Zone.Name()}.{member.Role}.{member.Name}.pfx");

    static string AuthorityFile(string folder, Zone zone) => Path.Combine(folder, $"{zone.Name()}.authority.cer");

    /// <summary>Writes a file that only its owner can read.</summary>
    public static void WritePrivate(string path, byte[] bytes)
    {
        using var stream = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = OwnerOnly,
        });
        System.IO.File.SetUnixFileMode(stream.SafeFileHandle, OwnerOnly); // a file that was there before keeps its mode otherwise
        stream.Write(bytes);
    }
}
