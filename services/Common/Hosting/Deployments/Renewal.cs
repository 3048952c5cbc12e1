using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Zones;

namespace KioskSim.Hosting.Deployments;

/// <summary>How far a member is on the way from a line's old authority to the new one. Who is at one step speaks with who is at the step before or after.</summary>
public enum RenewalStep
{
    /// <summary>Shows its old certificate, and trusts both authorities.</summary>
    Trust = 1,

    /// <summary>Shows its new certificate, and trusts both.</summary>
    Show,

    /// <summary>Trusts the new authority alone: an old certificate, whoever has it, opens nothing here any more.</summary>
    Forget,
}

/// <summary>
/// New authorities and certificates for the members of some lines. The old authority's key is forgotten since it issued, so that there is none but a new one. All members
/// take a step before any takes the next, in whatever order, one after the other: so no line is ever broken.
/// </summary>
public sealed class Renewal : IDisposable
{
    readonly Deployment _renewed;

    /// <param name="members">All there are.</param>
    /// <param name="zones">The lines that are renewed.</param>
    public Renewal(IEnumerable<Member> members, IReadOnlyCollection<Zone> zones, TimeProvider clock, Entropy entropy) =>
        _renewed = Deployment.Create([.. members.Where(m => zones.Contains(m.Zone))], clock, entropy);

    /// <summary>A deployment, or a part of one, at a step. Its certificates are copies, its own to be disposed of.</summary>
    /// <param name="old">As it was before the first step.</param>
    public Deployment At(RenewalStep step, Deployment old) => old.With(old.Own.ToDictionary(m => m, m =>
    {
        var before = old.Credential(m.Zone, m.Role, m.Name);
        return _renewed.Members.Contains(m) ? At(step, before, _renewed.Credential(m.Zone, m.Role, m.Name)) : Copy(before, before.Authority, before.OtherAuthorities);
    }));

    /// <summary>Makes the files of all three steps, each a folder: <c>1-trust</c>, <c>2-show</c>, <c>3-forget</c>. Databases are not copied.</summary>
    /// <param name="from">The folder of a deployment, or a folder of packed ones (<see cref="DeploymentFiles"/>), as containers are given.</param>
    /// <param name="to">Is made, and must not be there.</param>
    /// <param name="zones">The lines that are renewed.</param>
    /// <exception cref="IOException">There is such a folder already.</exception>
    /// <exception cref="InvalidDataException">There is no deployment.</exception>
    public static void Make(string from, string to, IReadOnlyCollection<Zone> zones, TimeProvider wallClock, Entropy entropy)
    {
        if (Path.Exists(to))
            throw new IOException($"{to} is there already.");
        var isOne = DeploymentFolder.IsOne(from);
        IReadOnlyList<string> parts = isOne ? [from] : [.. Packed(from)];
        if (parts.Count == 0)
            throw new InvalidDataException($"{from} holds no deployment.");
        using var first = DeploymentFolder.Load(parts[0], wallClock);
        using var renewal = new Renewal(first.Members, zones, first.Clock, entropy);
        foreach (var step in Enum.GetValues<RenewalStep>())
        {
            var folder = Path.Combine(to, $"{(int)step}-{step.ToString().ToLowerInvariant()}");
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (isOne)
                renewal.Write(step, from, folder, wallClock);
            else
                renewal.WritePacked(step, from, folder, parts, wallClock);
        }
    }

    public void Dispose() => _renewed.Dispose();

    static IEnumerable<string> Packed(string folder) => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(DeploymentFiles.IsPacked).Order(StringComparer.Ordinal) : [];

    void Write(RenewalStep step, string from, string folder, TimeProvider wallClock)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(from, f)))
        {
            if (file.Split(Path.DirectorySeparatorChar)[0] == DeploymentFolder.Data)
                continue;
            Directory.CreateDirectory(Path.Combine(folder, Path.GetDirectoryName(file)!));
            DeploymentFolder.WritePrivate(Path.Combine(folder, file), File.ReadAllBytes(Path.Combine(from, file)));
        }

        using var old = DeploymentFolder.Load(from, wallClock);
        using var stepped = At(step, old);
        DeploymentFolder.ReplaceCredentials(stepped, folder);
    }

    // What is beside them (a password for the database) is what it was.
    void WritePacked(RenewalStep step, string from, string folder, IReadOnlyList<string> parts, TimeProvider wallClock)
    {
        foreach (var file in Directory.EnumerateFiles(from))
        {
            var target = Path.Combine(folder, Path.GetFileName(file));
            if (!parts.Contains(file))
                File.Copy(file, target);
            else
                DeploymentFiles.Repack(file, target, unpacked =>
                {
                    using var old = DeploymentFolder.Load(unpacked, wallClock);
                    using var stepped = At(step, old);
                    DeploymentFolder.ReplaceCredentials(stepped, unpacked);
                });
        }
    }

    static ZoneCredential At(RenewalStep step, ZoneCredential old, ZoneCredential renewed) => step switch
    {
        RenewalStep.Trust => Copy(old, old.Authority, [renewed.Authority]),
        RenewalStep.Show => Copy(renewed, renewed.Authority, [old.Authority]),
        _ => Copy(renewed, renewed.Authority, []),
    };

    static ZoneCredential Copy(ZoneCredential shown, X509Certificate2 authority, IReadOnlyList<X509Certificate2> others) => new(
        shown.Zone, X509CertificateLoader.LoadPkcs12(shown.Certificate.Export(X509ContentType.Pfx), password: null), Copy(authority), [.. others.Select(Copy)]);

    static X509Certificate2 Copy(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);
}
