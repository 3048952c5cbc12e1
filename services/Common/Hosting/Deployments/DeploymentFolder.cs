using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using KioskSim.Domain.Time;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Deployments;

/// <summary>
/// A deployment as files, for services that run as processes of their own: <c>deployment.json</c> with addresses and clock, and a
/// certificate with key for each member, or for those that one service is. Readable by its owner only; made for a run, kept in no repository.
/// </summary>
public static class DeploymentFolder
{
    /// <summary>Subfolder of databases.</summary>
    public const string Data = "data";

    /// <summary>Subfolder of certificates that are trusted.</summary>
    public const string Trust = "trust";

    const string Table = "deployment.json";
    const string Authority = ".authority";
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
    /// <param name="holds">Whose certificates and keys are put there; null: everybody's. All are told who else is on the lines.</param>
    public static void Save(Deployment deployment, string folder, DateTimeOffset realNow, Func<Member, bool>? holds = null)
    {
        Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        Directory.CreateDirectory(Path.Combine(folder, Data));
        Directory.CreateDirectory(Path.Combine(folder, Trust));
        SaveCredentials(deployment, folder, deployment.Members.Where(holds ?? (_ => true)));
        var file = new File(
            deployment.Clock.GetUtcNow(), realNow,
            [.. deployment.Members.Select(m => new MemberEntry(m.Zone.Name(), m.Role, m.Name))],
            deployment.Addresses.ToDictionary(a => a.Key, a => string.Join(Places.Between, a.Value.Select(p => p.HostAndPort()))));
        WritePrivate(Path.Combine(folder, Table), JsonSerializer.SerializeToUtf8Bytes(file, Json));
    }

    /// <summary>Puts a deployment's own certificates, and the authorities that are trusted, in the place of those that are in its folder.</summary>
    internal static void ReplaceCredentials(Deployment deployment, string folder)
    {
        foreach (var authority in Directory.EnumerateFiles(folder, $"*{Authority}*.cer").ToList())
            System.IO.File.Delete(authority);
        SaveCredentials(deployment, folder, deployment.Own);
    }

    /// <summary>Whether it is the folder of a deployment.</summary>
    internal static bool IsOne(string folder) => System.IO.File.Exists(Path.Combine(folder, Table));

    static void SaveCredentials(Deployment deployment, string folder, IEnumerable<Member> members)
    {
        foreach (var member in members)
        {
            var credential = deployment.Credential(member.Zone, member.Role, member.Name);
            WritePrivate(Path.Combine(folder, CertificateFile(member)), credential.Certificate.Export(X509ContentType.Pfx));
            WritePrivate(Path.Combine(folder, AuthorityFile(member.Zone)), credential.Authority.RawData);
            foreach (var (index, other) in credential.OtherAuthorities.Index())
                WritePrivate(Path.Combine(folder, $"{OtherAuthorities(member.Zone)}{index + 2}.cer"), other.RawData);
        }
    }

    /// <param name="place">A folder, or a packed file of one (<see cref="DeploymentFiles"/>).</param>
    /// <param name="own">Where whoever loads it listens; null: where names say, or nobody listens.</param>
    /// <exception cref="InvalidDataException">Not a deployment.</exception>
    /// <exception cref="UnauthorizedAccessException">It is another user's.</exception>
    public static Deployment Load(string place, TimeProvider wallClock, MachineAddress? own = null)
    {
        try
        {
            return Load(DeploymentFiles.Of(place), wallClock, own);
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException)
        {
            throw new InvalidDataException($"{place} holds no deployment that can be used: {e.Message}", e);
        }
    }

    static Deployment Load(DeploymentFiles files, TimeProvider wallClock, MachineAddress? own)
    {
        var table = files.Find(Table) ?? throw new InvalidDataException($"{files.Place} holds no deployment (no {Table}).");
        var file = JsonSerializer.Deserialize<File>(table, Json) ?? throw new FormatException($"{Table} is empty.");
        var members = file.Members.Select(m => ZoneNames.TryParse(m.Zone, out var zone)
            ? new Member(zone, m.Role, m.Name)
            : throw new FormatException($"There is no zone '{m.Zone}'.")).ToList();
        return new Deployment(
            members, Credentials(members, files),
            file.Addresses.Select(a => KeyValuePair.Create(a.Key, Places.ParseAll(a.Value))),
            new SimulatedClock(file.SimulatedStart + (wallClock.GetUtcNow() - file.RealStart), wallClock)) { Place = own };
    }

    // A service that runs by itself is given its own keys and nobody else's.
    static Dictionary<Member, ZoneCredential> Credentials(IEnumerable<Member> members, DeploymentFiles files)
    {
        var credentials = new Dictionary<Member, ZoneCredential>();
        foreach (var member in members)
        {
            if (files.Find(CertificateFile(member)) is { } certificate)
            {
                credentials.Add(member, new ZoneCredential(
                    member.Zone, X509CertificateLoader.LoadPkcs12(certificate, password: null), X509CertificateLoader.LoadCertificate(files.Read(AuthorityFile(member.Zone))),
                    [.. files.Names(OtherAuthorities(member.Zone), ".cer").Select(n => X509CertificateLoader.LoadCertificate(files.Read(n)))]));
            }
        }

        return credentials;
    }

    static string CertificateFile(Member member) => $"{member.Zone.Name()}.{member.Role}.{member.Name}.pfx";

    static string AuthorityFile(Zone zone) => $"{zone.Name()}{Authority}.cer";

    static string OtherAuthorities(Zone zone) => $"{zone.Name()}{Authority}-";

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
