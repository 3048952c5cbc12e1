using System.Text.Json;
using KioskSim.Fixtures;

namespace KioskSim.Security.Tests.Tls;

/// <summary>One of testssl's findings.</summary>
/// <param name="Id">What it looked at, such as <c>cert_revocation</c>.</param>
/// <param name="Severity">OK, INFO, LOW, MEDIUM, HIGH, CRITICAL; WARN and FATAL say that it could not look.</param>
sealed record Finding(string Id, string Severity, string Text)
{
    public bool Counts => Severity is "MEDIUM" or "HIGH" or "CRITICAL" or "FATAL";

    /// <summary>It could look.</summary>
    public bool Looked => Severity is not ("WARN" or "FATAL");

    public override string ToString() => $"{Id} {Severity}: {Text}";
}

/// <summary>testssl (Debian testssl.sh), a program of other people's that judges listeners of TLS.</summary>
static class Testssl
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

    static string Text(JsonElement finding, string property) => finding.GetProperty(property).GetString()!;
}
