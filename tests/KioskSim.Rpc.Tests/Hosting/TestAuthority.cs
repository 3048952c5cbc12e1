using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Rpc.Tests.Hosting;

/// <summary>A certificate authority for one test run, with a server and a client that trust it and nothing else.</summary>
sealed class TestAuthority : IDisposable
{
    public const string ClientName = "kiosk-0001.store.test";

    // Fixed, around any day on which the tests may run.
    static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Until = new(2049, 1, 1, 0, 0, 0, TimeSpan.Zero);

    readonly X509Certificate2 _root;
    byte _serial;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(From, Until);
        Server = Issue("localhost");
        Client = Issue(ClientName);
    }

    public X509Certificate2 Server { get; }

    public X509Certificate2 Client { get; }

    public string RootPem => _root.ExportCertificatePem();

    public bool Trusts(X509Certificate2? certificate)
    {
        if (certificate is null)
            return false;
#pragma warning disable RS0030 // Nobody's card: a test's own authority.
        using var chain = new X509Chain();
#pragma warning restore RS0030
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <summary>A client's transport: trusts the root, and shows the certificate if there is one.</summary>
    public SocketsHttpHandler Handler(X509Certificate2? certificate) => new()
    {
        EnableMultipleHttp2Connections = true,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = certificate is null ? null : [certificate],
            RemoteCertificateValidationCallback = (_, remote, _, _) => Trusts(remote as X509Certificate2),
        },
    };

    public static string KeyPem(X509Certificate2 certificate) => certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    public void Dispose()
    {
        Server.Dispose();
        Client.Dispose();
        _root.Dispose();
    }

    X509Certificate2 Issue(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var certificate = request.Create(_root, From, Until, [++_serial]);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
