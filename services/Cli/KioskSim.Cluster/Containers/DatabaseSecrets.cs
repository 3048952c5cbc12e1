using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KioskSim.Domain.Randomness;
using KioskSim.Hosting.Deployments;

namespace KioskSim.Cluster.Containers;

/// <summary>
/// What a database is given: the password of who has tables in it, and a certificate of its own. Who has tables in it trusts that certificate alone, so that
/// nothing is said to anybody else, and nobody who listens between them understands it.
/// </summary>
public sealed class DatabaseSecrets
{
    const string Name = "kiosksim";

    // Trusted by name and key, by those alone whom the same kit is made for: there is nothing that an early end would be good for.
    static readonly TimeSpan Life = TimeSpan.FromDays(3650);

    readonly string _container;
    readonly string _password;
    readonly string _certificate;
    readonly string _key;

    /// <param name="container">What it is called on its line.</param>
    /// <param name="now">Its certificate is good from an hour before.</param>
    public DatabaseSecrets(string container, DateTimeOffset now, Entropy entropy)
    {
        (_container, _password) = (container, Convert.ToHexStringLower(entropy.Bytes(24)));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={container}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(container);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(now.AddHours(-1), now + Life);
        (_certificate, _key) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <summary>Told to who has tables in it, as <see cref="Storage.Database.OpenAsTold"/> reads it.</summary>
    public string Told => $"Host={_container};Database={Name};Username={Name};Password={_password};GSS Encryption Mode=Disable;SSL Mode=VerifyFull\n{_certificate}\n";

    /// <summary>Writes what the database itself is given: a file with the password, and one with its certificate and its key (PEM).</summary>
    public void Save(string folder, UnixFileMode mode)
    {
        Save(ContainerMap.PasswordOf(_container), _password);
        Save(ContainerMap.IdentityOf(_container), $"{_certificate}\n{_key}\n");

        void Save(string file, string text)
        {
            var path = Path.Combine(folder, file);
            DeploymentFolder.WritePrivate(path, Encoding.ASCII.GetBytes(text));
            File.SetUnixFileMode(path, mode);
        }
    }
}
