using System.Globalization;

namespace KioskSim.Benchmarks.Jpki;

/// <summary>RSA-2048 signatures a second, as openssl itself measures them.</summary>
static class OpensslSpeed
{
    public static async Task<double> SignaturesAsync(int processes, int seconds)
    {
        string[] multi = processes > 1 ? ["-multi", $"{processes}"] : [];
        var said = await Tool.RunAsync("openssl", ["speed", "-seconds", $"{seconds}", .. multi, "rsa2048"]);
        var row = said.Split('\n').Last(line => line.StartsWith("rsa", StringComparison.Ordinal)); // rsa 2048 bits 0.0008s 0.00002s 1179.3 43871.6
        return double.Parse(row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
