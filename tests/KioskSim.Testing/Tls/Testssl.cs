using System.Text.Json;
using Xunit;

namespace KioskSim.Testing.Tls;

/// <summary>testssl (Debian testssl.sh), a program of other people's that judges listeners of TLS.</summary>
public static class Testssl
{
    // Versions, kinds of ciphers, key agreement, what the server prefers, its certificate, and every known attack. Left out is what says the same in other words:
    // each cipher by itself, and which of the world's browsers would get through.
    static readonly string[] Checks = ["--protocols", "--std", "--fs", "--server-preference", "--server-defaults", "--vulnerable"];

    /// <param name="address">Host and port.</param>
    /// <param name="authority">Whose word is taken for the certificate, in PEM; null: the system's authorities' alone.</param>
    /// <param name="more">Further checks.</param>
    public static Task<IReadOnlyList<Finding>> ScanAsync(string address, string? authority, params string[] more) => Task.Run<IReadOnlyList<Finding>>(() =>
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-testssl-");
        try
        {
            var (said, trusted) = (Path.Combine(folder.FullName, "said.json"), Path.Combine(folder.FullName, "authority.pem"));
            if (authority is not null)
                File.WriteAllText(trusted, authority);
            // Its code is a count of findings, which are read below. Nobody is asked for names, and nothing is called outside.
            var run = ForeignProgram.Run(
                "testssl.sh", "testssl",
                ["--quiet", "--color", "0", "--warnings", "off", "--nodns", "none", .. authority is null ? (string[])[] : ["--add-ca", trusted], "--jsonfile", said, .. Checks, .. more, address],
                folder.FullName);
            Assert.True(File.Exists(said), run.Text + run.Errors);
            using var findings = JsonDocument.Parse(File.ReadAllText(said));
            return [.. findings.RootElement.EnumerateArray().Select(f => new Finding(Text(f, "id"), Text(f, "severity"), Text(f, "finding")))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    /// <summary>There is no weakness but those that are accepted, each for its reason; and what is found no more is accepted no more.</summary>
    /// <param name="accepted">Reasons, by testssl's ids.</param>
    public static void AssertClean(IReadOnlyDictionary<string, string> accepted, IReadOnlyList<Finding> findings)
    {
        var found = findings.Where(f => f.Counts).ToList();
        Assert.DoesNotContain(found, f => !accepted.ContainsKey(f.Id));
        Assert.Empty(accepted.Keys.Except(found.Select(f => f.Id)));
    }

    /// <summary>It got as far as the certificate and the attacks, and saw a server at all: one of TLS 1.3 alone.</summary>
    public static void AssertLookedAt(IReadOnlyList<Finding> findings)
    {
        Assert.Contains(findings, f => f.Id == "TLS1_3" && f.Text.StartsWith("offered", StringComparison.Ordinal));
        Assert.Contains(findings, f => f is { Id: "TLS1_2", Text: "not offered" });
        Assert.Superset(
            new HashSet<string> { "cipherlist_STRONG", "cipherlist_aNULL", "PFS", "cert_signatureAlgorithm", "cert_keySize", "heartbleed", "ROBOT", "secure_renego", "CRIME_TLS", "LUCKY13", "RC4" },
            findings.Where(f => f.Looked).Select(f => f.Id).ToHashSet());
    }

    static string Text(JsonElement finding, string property) => finding.GetProperty(property).GetString()!;
}
