using System.Security.Cryptography.X509Certificates;
using KioskSim.Testing.Tls;

namespace KioskSim.Compose;

/// <summary>Databases on their owners' lines, as testssl sees them: as the services' own listeners (<c>TlsListenerTests</c>), each finding is accepted for its reason.</summary>
public sealed class DatabaseTlsTests(Containers containers)
{
    static readonly Dictionary<string, string> Accepted = new()
    {
        ["cert_validityPeriod"] = "it lives as long as the tables: the owner's services are told to trust it and no other",
        ["cert_revocation"] = "nobody vouches for it, so nobody revokes it; who trusts it no more is told of another",
    };

    [Theory]
    [InlineData("city", "city-core")]
    [InlineData("centre", "centre-core")]
    [InlineData("jpki", "jpki-core")]
    public async Task A_database_has_no_weakness_000_79(string owner, string line)
    {
        var database = $"{owner}-postgres";
        var address = containers.Needed().AddressOf(database, line);
        using var certificate = X509Certificate2.CreateFromPem(await File.ReadAllTextAsync(Path.Combine(containers.Work, "secrets", $"{database}-identity"), TestContext.Current.CancellationToken));
        var findings = await Testssl.ScanAsync($"{database}:5432", certificate.ExportCertificatePem(), "--starttls", "postgres", "--ip", address);
        Testssl.AssertClean(Accepted, findings);
        Testssl.AssertLookedAt(findings);
    }
}
