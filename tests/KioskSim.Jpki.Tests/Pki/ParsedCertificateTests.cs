using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Pki.Certificates;
using KioskSim.Vectors;

namespace KioskSim.Jpki.Tests.Pki;

public sealed class ParsedCertificateTests
{
    [Fact]
    public void Published_certificates_are_read_as_dotnet_reads_them()
    {
        var files = Directory.GetFiles(Path.Combine(PublishedVectors.Folder("pkits"), "certs"), "*.crt");
        Assert.NotEmpty(files);
        List<string> refused = [];
        foreach (var file in files)
        {
            var der = File.ReadAllBytes(file);
            if (ParsedCertificate.TryParse(der, out var parsed))
                AssertSame(der, parsed);
            else
                refused.Add(Path.GetFileNameWithoutExtension(file));
        }

        // The two whose signature is a bit string of no whole number of bytes: others read them and then find the signature wrong.
        Assert.Equal(["BadSignedCACert", "InvalidDSASignatureTest6EE"], refused.Order());
    }

    static void AssertSame(byte[] der, ParsedCertificate parsed)
    {
        using var expected = X509CertificateLoader.LoadCertificate(der);
        Assert.Equal(expected.SerialNumberBytes.ToArray(), parsed.SerialNumber.ToArray());
        Assert.Equal(expected.SubjectName.RawData, parsed.Subject.ToArray());
        Assert.Equal(expected.IssuerName.RawData, parsed.Issuer.ToArray());
        Assert.Equal(expected.NotBefore.ToUniversalTime(), parsed.NotBefore.UtcDateTime);
        Assert.Equal(expected.NotAfter.ToUniversalTime(), parsed.NotAfter.UtcDateTime);
        Assert.Equal(expected.PublicKey.ExportSubjectPublicKeyInfo(), parsed.SubjectPublicKeyInfo.ToArray());
        var usage = expected.Extensions.OfType<X509KeyUsageExtension>().SingleOrDefault();
        Assert.Equal(usage?.KeyUsages, parsed.KeyUsage);
        var constraints = expected.Extensions.OfType<X509BasicConstraintsExtension>().SingleOrDefault();
        Assert.Equal(constraints?.CertificateAuthority ?? false, parsed.IsAuthority);
        var purposes = expected.Extensions.OfType<X509EnhancedKeyUsageExtension>().SingleOrDefault();
        Assert.Equal(purposes?.EnhancedKeyUsages.Cast<Oid>().Select(oid => oid.Value!), parsed.ExtendedKeyUsage);
    }
}
